import { createHash } from 'node:crypto';

/** Xero's limits (xero_accounting.yaml, Contact). */
const NAME_LIMIT = 255;
const NUMBER_LIMIT = 50;

/** A name as Xero keeps it: one line, at most 255 signs. */
export const plainName = (name: string) => cut(name.replace(/\s+/g, ' ').trim(), NAME_LIMIT);

/** Xero wants every active contact to have a name of its own; equal names are told apart by our reference. */
export function nameWithReference(name: string, customerRef: string): string {
  const suffix = cut(` (${customerRef})`, NAME_LIMIT - 1);
  return cut(plainName(name), NAME_LIMIT - suffix.length).trimEnd() + suffix;
}

/** Our key of the contact in Xero. A reference too long for it keeps its beginning and gets a hash of the whole. */
export function contactNumberOf(customerRef: string): string {
  if (customerRef.length <= NUMBER_LIMIT) return customerRef;
  const hash = createHash('sha256').update(customerRef).digest('hex').slice(0, 16);
  return `${cut(customerRef, NUMBER_LIMIT - hash.length - 1)}~${hash}`;
}

/** Xero compares names without regard to case. */
export const sameName = (name: string) => plainName(name).toLowerCase();

/** At most `length` UTF-16 units, without half a character at the end. */
function cut(text: string, length: number): string {
  if (text.length <= length) return text;
  const end = /[\uD800-\uDBFF]/.test(text[length - 1]!) ? length - 1 : length;
  return text.slice(0, end);
}
