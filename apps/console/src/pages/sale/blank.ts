import type { Answers, FieldDefinition, StepDefinition } from '@takings/sale-flow';

/** What the fields of a form hold before anything is typed; each is there, so that what is missing is told in its own words. */
export const valuesOf = (fields: readonly FieldDefinition[], given: Answers): Answers => ({
  ...Object.fromEntries(fields.map((field) => [field.name, blankOf(field)])),
  ...given,
});

export const blankLine = (columns: readonly FieldDefinition[]): unknown =>
  columns.length === 1 ? '' : Object.fromEntries(columns.map((column) => [column.name, column.name === 'quantity' ? '1' : '']));

function blankOf({ kind, columns = [] }: FieldDefinition): unknown {
  if (kind === 'yes') return false;
  return kind === 'lines' ? [blankLine(columns)] : '';
}

/** Nothing was said in it. */
export const isBlank = (field: FieldDefinition, value: unknown): boolean =>
  value === undefined || value === '' || value === false || JSON.stringify(value) === JSON.stringify(blankOf(field));

/** The id of a field in the document. */
export const idOf = (step: Pick<StepDefinition, 'id'>, path: string) => `${step.id}-${path.replaceAll('.', '-')}`;
