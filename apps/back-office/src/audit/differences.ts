/** What was changed, each from what to what; `words` names the fields that people are told of. */
export function differences<Row extends object>(
  before: Row,
  after: Row,
  words: Readonly<Partial<Record<keyof Row & string, string>>>,
): string[] {
  return (Object.entries(words) as [keyof Row & string, string][])
    .filter(([field]) => before[field] !== after[field])
    .map(([field, name]) => `${name} from ${told(before[field])} to ${told(after[field])}`);
}

/** On one line. */
const told = (value: unknown): string =>
  value === null || value === undefined || value === '' ? 'none' : String(value).replace(/\s*\n\s*/g, ', ');
