import { InvoicePaid } from '@takings/contracts';
import { eventually } from '@takings/testing';
import { due as plainDue, InvoicingWorkers, uuid } from './driver/invoicing-workers';

const INVOICES = 120;

/** Two customers share each name, and the totals carry rounding: 3 times 12.345 and 20 % of it. */
const due = (n: number, changes: Parameters<typeof plainDue>[1] = {}) => {
  const amounts = { netMinor: 3704, vatMinor: 741 };
  const line = { chargeRef: `CH-${n}`, description: 'Support plan', quantity: '3', unitPrice: '12.345', vatRate: '20', ...amounts };
  return plainDue(n, { customerName: `Customer ${Math.ceil(n / 2)}`, totalMinor: 4445, ...amounts, lines: [line], ...changes });
};

let workers: InvoicingWorkers;

beforeAll(async () => {
  workers = await InvoicingWorkers.start({
    stages: ['file-in-xero', 'record-payment'],
    invoicing: { RETRY_DELAYS_MS: '200,500,1000,2000' },
  });
}, 60_000);
afterAll(() => workers?.close());

const given = (type: string) =>
  new Map(workers.tap.heard.filter((event) => event.type === type).map((event) => [event.subject, event.data as any]));

it('files each invoice once and records each payment once, by two replicas within the limits', async () => {
  const all = Array.from({ length: INVOICES }, (_, i) => due(i + 1));
  for (const fact of all) await workers.publish(fact);
  const filed = await eventually(() => (expect(given('invoice.filed.v1').size).toBe(INVOICES), given('invoice.filed.v1')), 90_000);

  for (const [i, { data }] of all.entries()) {
    const { xeroInvoiceId, amountDueMinor } = filed.get(data.invoiceId);
    const attempt = { attempt: 1, orderReference: `TK-${i + 1}-1`, transactionReference: `55-9-${i + 1}`, paidAt: '2026-11-21T09:30:00Z' };
    await workers.publish(InvoicePaid.of({ ...data, ...attempt, xeroInvoiceId, paidMinor: amountDueMinor }));
  }
  await eventually(() => expect(given('payment.recorded.v1').size).toBe(INVOICES), 90_000);

  const standing = await workers.sandbox.xeroInvoices();
  expect(standing).toHaveLength(INVOICES);
  for (const invoice of standing) {
    expect(invoice).toMatchObject({ status: 'PAID', totalMinor: 4445, amountDueMinor: 0, payments: [{ amountMinor: 4445 }] });
  }
  expect(new Set(standing.flatMap(({ payments }) => payments.map(({ reference }) => reference))).size).toBe(INVOICES);
  expect((await workers.sandbox.quota()).refused).toEqual({ minute: 0, day: 0, concurrent: 0 });
}, 200_000);

it('tells a person in a sentence what Xero will not take, and takes it once it is put right', async () => {
  const known = { customerRef: 'C-1', customerName: 'Customer 1', customerEmail: 'payer1@example.com' };
  await workers.sandbox.archiveContact('C-1');
  const long = `"Quotes" & ${'ä'.repeat(255)}`;
  const facts = [
    due(201, known),
    due(202, { ...known, customerEmail: 'new@example.com' }),
    due(203, { customerEmail: 'jürgen@exämple.com' }),
    due(204, { totalMinor: 4446 }),
    due(205, { invoiceNumber: due(1).data.invoiceNumber, invoiceId: uuid(9, 205) }),
    due(206, { customerName: long }),
  ];
  for (const fact of facts) await workers.publish(fact);
  const reasonOf = (n: number) => given('invoice.rejected.v1').get(due(n).data.invoiceId)?.reason;
  await eventually(() => expect([201, 202, 203, 204].map(reasonOf)).not.toContain(undefined), 60_000);
  await eventually(() => expect(given('invoice.filed.v1').has(due(206).data.invoiceId)).toBe(true), 60_000);
  for (const n of [201, 202]) expect(reasonOf(n)).toContain('Customer 1 (C-1) is archived in Xero');
  expect(reasonOf(203)).toContain('jürgen@exämple.com');
  expect(reasonOf(204)).toMatch(/44\.45 GBP, ours is 44\.46 GBP/);

  await workers.sandbox.restoreContact('C-1');
  await workers.publish(due(201, known));
  await eventually(() => expect(given('invoice.filed.v1').has(due(201).data.invoiceId)).toBe(true), 60_000);
}, 200_000);
