/** One thing that a decision changed. */
export interface Change {
  readonly field: string;
  readonly before: string;
  readonly after: string;
}

/** What differs between the `before` and the `after` of a decision, each told in words of one line. */
export function changesOf({ before, after }: Readonly<Record<string, unknown>>): Change[] {
  if (before === undefined && after === undefined) return [];
  const [old, now] = [flat(before), flat(after)];
  return [...new Set([...old.keys(), ...now.keys()])]
    .map((field) => ({ field: inWords(field), before: old.get(field) ?? NONE, after: now.get(field) ?? NONE }))
    .filter((change) => change.before !== change.after);
}

const NONE = 'none';

/** By the path of names to each value. */
function flat(value: unknown, path = ''): Map<string, string> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return new Map([[path, told(value)]]);
  return new Map(Object.entries(value).flatMap(([name, inner]) => [...flat(inner, path ? `${path} ${name}` : name)]));
}

function told(value: unknown): string {
  if (value === null || value === undefined || value === '') return NONE;
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (Array.isArray(value))
    return value.length === 0 ? NONE : value.map((one) => (isPlain(one) ? told(one) : JSON.stringify(one))).join(', ');
  return String(value).replace(/\s*\n\s*/g, ', ');
}

const isPlain = (value: unknown) => typeof value !== 'object' || value === null;

/** `limitMinor` and `limit_minor` are "limit minor". */
const inWords = (name: string) =>
  name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replaceAll('_', ' ')
    .toLowerCase();
