import type { Outcome } from './outcome';
import { reportOn, unaccounted } from './report';

const paid: Outcome = {
  invoiceNumber: 'TK-000001',
  customerName: 'Amelia Hartley',
  currency: 'GBP',
  totalMinor: 14_400,
  filed: true,
  mailed: true,
  paidMinor: 14_400,
  paymentRecorded: true,
  notified: true,
  failure: null,
  withheld: false,
  waitsForPerson: false,
};
const declined: Outcome = { ...paid, invoiceNumber: 'TK-000002', paidMinor: 0, paymentRecorded: false, failure: 'declined' };
const rejected: Outcome = {
  ...declined,
  invoiceNumber: 'TK-000003',
  currency: 'EUR',
  filed: false,
  mailed: false,
  notified: false,
  failure: null,
  waitsForPerson: true,
};
const rejectedRows = [{ line: 3, column: 'quantity', reason: 'is missing; expected a number' }];

it('counts each stage, each reason and each currency', () =>
  expect(reportOn({ imported: { charges: 5, rejectedRows }, credits: 1, outcomes: [paid, declined, rejected], reconciled: true })).toEqual({
    charges: 5,
    rejectedRows,
    invoices: 3,
    filed: 2,
    mailed: 2,
    paid: 1,
    paymentsRecorded: 1,
    notified: 2,
    debitFailed: { declined: 1 },
    parked: 1,
    credits: 1,
    totals: {
      GBP: { invoicedMinor: 28_800, paidMinor: 14_400, outstandingMinor: 14_400 },
      EUR: { invoicedMinor: 14_400, paidMinor: 0, outstandingMinor: 14_400 },
    },
    reconciled: true,
  }));

describe('what is unaccounted for', () => {
  it('is nothing when every invoice has come to its end', () => expect(unaccounted([paid, declined, rejected], 3)).toEqual([]));
  it('names an invoice that nobody has on a list', () =>
    expect(unaccounted([{ ...rejected, waitsForPerson: false }], 1)).toEqual(['TK-000003 has not come to its end.']));
  it('says when invoices are missing', () => expect(unaccounted([paid], 2)).toEqual(['The run issued 2 invoices; 1 are known.']));
  it('says when an invoice is listed twice', () => expect(unaccounted([paid, paid], 2)).toEqual(['1 invoice numbers are listed twice.']));
  it('names an invoice debited above its total', () =>
    expect(unaccounted([{ ...paid, paidMinor: 14_401 }], 1)).toEqual(['TK-000001 was debited more than its total.']));
});
