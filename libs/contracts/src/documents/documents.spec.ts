import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { allFacts } from '../flow';
import { factSchema } from './async-api';
import { breaks } from './compatibility';
import { documents, RELEASED, ROOT, releasedFile } from './generate';

describe('generated documents', () => {
  it.each(Object.entries(documents()))('%s is what `npm run generate` makes', (path, content) => {
    expect(readFileSync(join(ROOT, path), 'utf8')).toBe(content);
  });
});

describe('released facts', () => {
  it('have each a schema, made by `npm run generate` and committed', () => {
    expect(allFacts.map(({ type }) => type).filter((type) => !existsSync(releasedFile(type)))).toEqual([]);
  });

  it('are all still given, or their schema would be taken away with them', () => {
    const types = allFacts.map(({ type }) => `${type}.json`);
    expect(readdirSync(RELEASED).filter((file) => !types.includes(file))).toEqual([]);
  });

  it.each(allFacts.map((fact) => [fact.type, fact] as const))(
    '%s can be sent and taken by apps of the released and the present version',
    (type, fact) => {
      const released = JSON.parse(readFileSync(releasedFile(type), 'utf8'));
      expect(breaks(fact, released, factSchema(fact) as never)).toEqual([]);
    },
  );
});
