import { hasEnded, type Outcome, standing } from './outcome';

const issued: Outcome = {
  invoiceNumber: 'TK-000001',
  customerName: 'Amelia Hartley',
  currency: 'GBP',
  totalMinor: 100,
  filed: false,
  mailed: false,
  paidMinor: 0,
  paymentRecorded: false,
  notified: false,
  failure: null,
  withheld: false,
  waitsForPerson: false,
};
const debited = { ...issued, filed: true, mailed: true, paidMinor: 100 };
const declined = { ...issued, filed: true, mailed: true, failure: 'declined' };

it.each<[string, boolean, Outcome]>([
  ['not filed', false, issued],
  ['not filed', true, { ...issued, waitsForPerson: true }],
  ['filed, not mailed', false, { ...issued, filed: true }],
  ['mailed, not debited', false, { ...issued, filed: true, mailed: true }],
  ['debit withheld, a credit is proposed', true, { ...issued, filed: true, mailed: true, withheld: true, waitsForPerson: true }],
  ['debited, payment not in Xero', false, debited],
  ['debited, payment not in Xero', false, { ...debited, notified: true }],
  ['debited, payer not told', false, { ...debited, paymentRecorded: true }],
  ['debited, payer not told', true, { ...debited, paymentRecorded: true, waitsForPerson: true }],
  ['debited', true, { ...debited, paymentRecorded: true, notified: true }],
  ['not debited, payer not told: declined', false, declined],
  ['not debited: declined', true, { ...declined, notified: true }],
])('says "%s", at its end: %s', (says, ended, outcome) => {
  expect(standing(outcome)).toBe(says);
  expect(hasEnded(outcome)).toBe(ended);
});
