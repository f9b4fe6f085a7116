import { type MailKind, VALUES, type ValuesOf } from './texts';

/** A made-up invoice, for previews and test mails. */
export const EXAMPLE = {
  customer: 'Acme Trading Limited',
  number: 'EXAMPLE-000417',
  amount: '£144.00',
  due: 'Sat 5 Dec 2026',
  paidOn: 'Sat 5 Dec 2026',
} as const;

/** Of that invoice, the values that a mail of this kind has. */
export const exampleFor = (kind: MailKind) =>
  Object.fromEntries(Object.entries(EXAMPLE).filter(([name]) => (VALUES[kind] as readonly string[]).includes(name))) as ValuesOf<
    typeof kind
  >;
