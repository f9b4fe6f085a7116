/** A made-up invoice, for previews and test mails. */
export const EXAMPLE = {
  customer: 'Acme Trading Limited',
  number: 'EXAMPLE-000417',
  amount: '£144.00',
  due: 'Sat 5 Dec 2026',
  paidOn: 'Sat 5 Dec 2026',
} as const;
