import { randomUUID } from 'node:crypto';

export const STEPS = 5;

/** An item of about 1 KB on the wire, as an invoice's fact is. */
export const item = (n, at = Date.now()) => ({
  itemId: randomUUID(),
  n,
  at,
  customerRef: `customer-${n % 500}`,
  email: `customer-${n % 500}@example.com`,
  totalMinor: 14_400,
  currency: 'GBP',
  note: 'x'.repeat(600),
});
