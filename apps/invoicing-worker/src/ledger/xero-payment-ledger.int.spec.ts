import { Uncertain } from '@takings/runtime';
import type { FakeXero } from '../testing/fake-xero';
import { LedgersOnFakeXero } from '../testing/ledgers';
import { invoiceDue, invoicePaid } from '../testing/samples';
import type { PaymentToRecord } from './ledger';

let books: LedgersOnFakeXero;
let xero: FakeXero;

beforeAll(async () => {
  books = await LedgersOnFakeXero.open();
});
beforeEach(async () => {
  xero = await books.renew();
});
afterAll(() => books?.close());

const range = (count: number) => Array.from({ length: count }, (_, i) => i + 1);
const record = (...all: PaymentToRecord[]) => books.ledgers.payments.record(all);
const again = (request: PaymentToRecord): PaymentToRecord => ({ ...request, tries: request.tries + 1 });

/** Invoices 1 to `count` stand in Xero, and each was debited. */
async function paid(count: number): Promise<PaymentToRecord[]> {
  const filed = await books.ledgers.invoices.file(range(count).map((n) => ({ invoice: invoiceDue(n), tries: 1 })));
  return filed.map((answer, i) => ({ payment: invoicePaid(i + 1, (answer as { xeroInvoiceId: string }).xeroInvoiceId), tries: 1 }));
}
const booked = () => xero.books.invoices.map(({ payments }) => payments.map(({ Reference, Amount }) => [Reference, Amount]));

it('records fifty payments in one call, on the clearing account and the day the gateway booked them', async () => {
  const requests = await paid(50);
  const answers = await record(...requests);
  expect(xero.made('PUT /Payments').map(({ elements }) => elements)).toEqual([50]);
  expect(answers).toEqual(xero.books.invoices.map(({ payments }) => ({ ok: true, xeroPaymentId: payments[0]!.PaymentID })));
  expect(xero.books.invoices[0]!.payments).toMatchObject([
    { Reference: '55-9-1', Amount: 44.45, Date: '2026-11-22', Account: { Code: '090' } },
  ]);
});

it('finds a payment that stands in Xero by its reference and makes no other', async () => {
  const requests = await paid(2);
  const answers = await record(...requests);
  expect(await record(...requests.map(again))).toEqual(answers);
  expect(xero.made('PUT /Payments')).toHaveLength(1);
});

it.each([
  ['drop', true],
  ['drop', false],
  ['hang', true],
  [{ status: 500 }, true],
] as const)('is uncertain after %p (booked: %p), and has one payment for each charge when asked again', async (then, isBooked) => {
  const requests = await paid(2);
  xero.faults.push({ on: 'PUT /Payments', booked: isBooked, then });
  expect(await record(...requests)).toEqual([expect.any(Uncertain), expect.any(Uncertain)]);
  expect(await record(...requests.map(again))).toMatchObject([{ ok: true }, { ok: true }]);
  expect(booked()).toEqual([[['55-9-1', 44.45]], [['55-9-2', 44.45]]]);
});

it('counts a payment as done that another worker made in the meantime', async () => {
  const requests = await paid(1);
  const [one, other] = await Promise.all([record(...requests), record(...requests)]);
  expect(one).toEqual(other);
  expect(booked()).toEqual([[['55-9-1', 44.45]]]);
});

it('refuses when somebody else paid the invoice in Xero, and says so', async () => {
  const requests = await paid(2);
  xero.books.createPayments([
    {
      Invoice: { InvoiceID: xero.books.invoices[0]!.InvoiceID },
      Account: { Code: '090' },
      Amount: 44.45,
      Date: '2026-11-21',
      Reference: 'by hand',
    },
  ]);
  const paidAlready = {
    ok: false,
    reason: expect.stringMatching(/44\.45 GBP for invoice TK-000001: the invoice stands there as PAID with 0\.00 due/),
  };
  expect(await record(...requests)).toMatchObject([paidAlready, { ok: true }]);
  expect(await record(again(requests[0]!))).toMatchObject([paidAlready]);
});

it('refuses when the invoice was voided', async () => {
  const requests = await paid(1);
  xero.books.invoices[0]!.Status = 'VOIDED';
  expect(await record(...requests)).toMatchObject([{ ok: false, reason: expect.stringContaining('VOIDED') }]);
});

it('halves a call that Xero refuses as a whole', async () => {
  const requests = await paid(2);
  xero.faults.push({ on: 'PUT /Payments', booked: false, then: { status: 400, body: '{"Message":"A validation exception occurred"}' } });
  expect(await record(...requests)).toMatchObject([{ ok: true }, { ok: true }]);
});
