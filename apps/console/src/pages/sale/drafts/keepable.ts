import { type Answers, Draft, type Fault } from '@takings/sale-flow';

/** What of a draft may be kept, and what is wrong with the rest: a text of a megabyte or a card number goes nowhere, the other fields do. */
export interface Keepable {
  readonly draft: Answers;
  readonly faults: readonly Fault[];
}

export function keepable(typed: Answers): Keepable {
  const checked = Draft.safeParse(typed);
  if (checked.success) return { draft: typed, faults: [] };
  const faults = checked.error.issues.map(({ path, message }) => ({ field: path.join('.'), message }));
  const paths = checked.error.issues.map(({ path }) => path.map(String)).filter((path) => path.length > 0);
  return { draft: paths.reduce<Answers>((draft, path) => emptied(draft, path) as Answers, typed), faults };
}

/** The same with nothing at the path. */
function emptied(value: unknown, [key, ...rest]: readonly string[]): unknown {
  if (key === undefined) return '';
  if (Array.isArray(value)) return value.map((one, at) => (String(at) === key ? emptied(one, rest) : one));
  if (typeof value !== 'object' || value === null) return '';
  return { ...value, [key]: emptied((value as Record<string, unknown>)[key], rest) };
}
