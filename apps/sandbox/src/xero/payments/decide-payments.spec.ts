import { decidePayments } from './decide-payments';

const invoice = {
  invoice_id: '11111111-1111-4111-8111-111111111111',
  invoice_number: 'BK-1',
  status: 'AUTHORISED',
  total_minor: 14_400,
  amount_paid_minor: 0,
};
const context = { invoices: [invoice], now: new Date('2026-11-21T10:00:00Z'), refusalOfDay: () => null };
const payment = {
  Invoice: { InvoiceID: invoice.invoice_id },
  Account: { Code: '091' },
  Date: '2026-11-21',
  Amount: 144,
  Reference: '55-9-1',
};
const errorsOf = (...elements: object[]) =>
  decidePayments(elements as never, context).map((decision) => ('errors' in decision ? decision.errors : []));

it('takes what is due', () => {
  expect(decidePayments([payment], context)).toMatchObject([{ payment: { amount_minor: 14_400, reference: '55-9-1' } }]);
});

it('takes an invoice by its number', () => {
  expect(errorsOf({ ...payment, Invoice: { InvoiceNumber: 'BK-1' } })).toEqual([[]]);
});

it('refuses more than is due', () => {
  expect(errorsOf({ ...payment, Amount: 144.01 })).toEqual([['Payment amount exceeds the amount outstanding on this document']]);
});

it('counts two payments of one batch together', () => {
  expect(errorsOf({ ...payment, Amount: 100 }, { ...payment, Amount: 44 }, { ...payment, Amount: 0.01 })).toEqual([
    [],
    [],
    ['Payment amount exceeds the amount outstanding on this document'],
  ]);
});

it('takes payments for approved invoices alone', () => {
  const decisions = decidePayments([payment], { ...context, invoices: [{ ...invoice, status: 'DRAFT' }] });
  expect(decisions).toEqual([{ errors: ['Payments can only be made against Authorised documents'] }]);
});

it.each([
  ['200', /does not have payments enabled/],
  ['999', /is not a valid code/],
  ['299', /archived/],
])('refuses the account %s', (code, message) => {
  expect(errorsOf({ ...payment, Account: { Code: code } })).toEqual([[expect.stringMatching(message)]]);
});

it('takes a bank account and one opened for payments', () => {
  expect(errorsOf({ ...payment, Account: { Code: '090' } })).toEqual([[]]);
});

it.each([0, -1, 'much', undefined])('refuses the amount %p', (Amount) => {
  expect(errorsOf({ ...payment, Amount })).toEqual([['Payment amount must be greater than zero']]);
});
