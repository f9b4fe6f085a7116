import { z } from 'zod';
import { allFacts, doors, flow, givenByEveryStage } from './flow';

const given = new Set([...flow.flatMap(({ gives }) => gives), ...doors.flatMap(({ gives }) => gives), ...givenByEveryStage]);
const taken = new Set(flow.flatMap(({ takes }) => takes));
const types = (facts: Iterable<{ type: string }>) => [...facts].map(({ type }) => type);

describe('the flow', () => {
  it('has no dead end: every fact that is given is taken', () => {
    expect(types(given).filter((type) => !types(taken).includes(type))).toEqual([]);
  });

  it('has no stage that waits for ever: every fact that is taken is given', () => {
    expect(types(taken).filter((type) => !types(given).includes(type))).toEqual([]);
  });

  it('has each stage once', () => {
    const stages = flow.map(({ stage }) => stage);
    expect(new Set(stages).size).toBe(stages.length);
  });

  it.each(allFacts.map((fact) => [fact.type, fact] as const))(
    '%s says in a sentence what happened, and of each field what it means',
    (_, fact) => {
      expect(fact.says).toMatch(/^[A-Z].*\.$/);
      expect(fieldsWithoutWords(fact.data)).toEqual([]);
    },
  );
});

/** As much of JSON Schema as our facts use. */
interface Described {
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Described>>;
  readonly items?: Described;
}

function fieldsWithoutWords(schema: z.ZodObject): string[] {
  const walk = (node: Described, path: string): string[] =>
    Object.entries({ ...node.properties, ...node.items?.properties }).flatMap(([name, field]) => [
      ...(field.description ? [] : [`${path}${name}`]),
      ...walk(field, `${path}${name}.`),
    ]);
  return walk(z.toJSONSchema(schema) as Described, '');
}
