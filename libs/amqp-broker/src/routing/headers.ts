import type { Table } from '../wire/methods';

/**
 * Matching of a headers exchange: `x-match` is `all` (the default) or `any`; keys that begin with `x-` take part only in
 * `all-with-x` and `any-with-x`; a binding value of null asks only that the header is there.
 */
export function headersMatch(binding: Table, headers: Table): boolean {
  const mode = String(binding['x-match'] ?? 'all');
  const asked = Object.entries(binding).filter(([name]) => name !== 'x-match' && (mode.endsWith('-with-x') || !name.startsWith('x-')));
  const holds = ([name, value]: [string, unknown]) => name in headers && (value === null || sameValue(value, headers[name]));
  return mode.startsWith('any') ? asked.some(holds) : asked.every(holds);
}

export function sameValue(one: unknown, other: unknown): boolean {
  return one === other || (typeof one === 'object' && typeof other === 'object' && JSON.stringify(one) === JSON.stringify(other));
}
