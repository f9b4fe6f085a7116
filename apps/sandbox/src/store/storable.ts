/**
 * Text as PostgreSQL can keep it: without NUL, and with the replacement sign for half a surrogate pair. Both reach a server easily
 * (`%00`, `"\ud800"`) and would otherwise be an error of the database instead of an answer.
 */
export const storable = (text: string): string => text.replaceAll('\0', '').replace(/\p{Surrogate}/gu, '\uFFFD');

/** A reviver for `JSON.parse`. */
export const storableValues = (_key: string, value: unknown): unknown => (typeof value === 'string' ? storable(value) : value);
