import { type DataOf, InvoiceDue, InvoicePaid } from '@takings/contracts';
import { AppModule, settings } from '@takings/invoicing-worker';
import { loadConfig } from '@takings/runtime';
import { settings as sandboxSettings, startSandbox } from '@takings/sandbox';
import { eventually, FactTap, freshDatabase, StageProcess, testBroker } from '@takings/testing';

const STAGES = ['file-in-xero', 'record-payment'];
const INVOICES = 120;
const uuid = (kind: number, n: number) => `${String(kind).padStart(8, '0')}-0000-4000-8000-${String(n).padStart(12, '0')}`;

/** Two customers share each name, and the totals carry rounding: 3 times 12.345 and 20 % of it. */
const due = (n: number, changes: Partial<DataOf<typeof InvoiceDue>> = {}) =>
  InvoiceDue.of({
    invoiceId: uuid(1, n),
    invoiceNumber: `TK-${String(n).padStart(6, '0')}`,
    runId: uuid(2, 1),
    customerRef: `C-${n}`,
    customerName: `Customer ${Math.ceil(n / 2)}`,
    customerEmail: `payer${n}@example.com`,
    cardRef: null,
    currency: 'GBP',
    totalMinor: 4445,
    netMinor: 3704,
    vatMinor: 741,
    issuedOn: '2026-11-21',
    dueOn: '2026-12-05',
    lines: [
      {
        chargeRef: `CH-${n}`,
        description: 'Support plan',
        quantity: '3',
        unitPrice: '12.345',
        vatRate: '20',
        netMinor: 3704,
        vatMinor: 741,
      },
    ],
    ...changes,
  });

const closing: (() => Promise<unknown>)[] = [];
let tap: FactTap;
let sandbox: string;

beforeAll(async () => {
  const [database, broker] = await Promise.all([freshDatabase(), testBroker()]);
  closing.push(database.drop, broker.close);
  const servers = { LOG_LEVEL: 'silent', DATABASE_URL: database.url, AMQP_URL: broker.url, RETRY_DELAYS_MS: '200,500,1000,2000' };
  const providers = await startSandbox(loadConfig(sandboxSettings, { ...servers, SANDBOX_SMTP_PORT: '0' }));
  closing.push(() => providers.close());
  sandbox = `${await providers.getUrl()}/sandbox`;
  const module = () =>
    AppModule.with(
      loadConfig(settings, {
        ...servers,
        XERO_API_URL: `${sandbox}/xero/api.xro/2.0`,
        XERO_TOKEN_URL: `${sandbox}/xero/connect/token`,
        XERO_CLIENT_ID: 'takings-sandbox',
        XERO_CLIENT_SECRET: 'sandbox-secret',
        XERO_TIMEOUT_MS: '5000',
        XERO_REVENUE_ACCOUNT: '200',
        XERO_CLEARING_ACCOUNT: '091',
      }),
    );
  tap = await FactTap.on(broker.url);
  closing.push(() => tap.close());
  for (let replica = 0; replica < 2; replica++) {
    const process = await StageProcess.start(module(), STAGES);
    closing.push(() => process.stop());
  }
}, 60_000);

afterAll(async () => {
  for (const close of closing.reverse()) await close();
});

const given = (type: string) =>
  new Map(tap.heard.filter((event) => event.type === type).map((event) => [event.subject, event.data as any]));
const books = async () =>
  (await (await fetch(`${sandbox}/api/books/xero-invoices`)).text())
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
const quota = async () => (await fetch(`${sandbox}/api/xero/quota`)).json();

it('files each invoice once and records each payment once, by two replicas within the limits', async () => {
  const all = Array.from({ length: INVOICES }, (_, i) => due(i + 1));
  for (const fact of all) await tap.publish(tap.eventOf(fact));
  const filed = await eventually(() => (expect(given('invoice.filed.v1').size).toBe(INVOICES), given('invoice.filed.v1')), 90_000);

  for (const [i, { data }] of all.entries()) {
    const { xeroInvoiceId, amountDueMinor } = filed.get(data.invoiceId);
    const attempt = { attempt: 1, orderReference: `TK-${i + 1}-1`, transactionReference: `55-9-${i + 1}`, paidAt: '2026-11-21T09:30:00Z' };
    await tap.publish(tap.eventOf(InvoicePaid.of({ ...data, ...attempt, xeroInvoiceId, paidMinor: amountDueMinor })));
  }
  await eventually(() => expect(given('payment.recorded.v1').size).toBe(INVOICES), 90_000);

  const standing = await books();
  expect(standing).toHaveLength(INVOICES);
  for (const invoice of standing) {
    expect(invoice).toMatchObject({ status: 'PAID', totalMinor: 4445, amountDueMinor: 0, payments: [{ amountMinor: 4445 }] });
  }
  expect(new Set(standing.flatMap(({ payments }) => payments.map(({ reference }: { reference: string }) => reference))).size).toBe(
    INVOICES,
  );
  expect(await quota()).toMatchObject({ refused: { minute: 0, day: 0, concurrent: 0 } });
}, 200_000);

it('tells a person in a sentence what Xero will not take, and takes it once it is put right', async () => {
  const admin = (path: string) => fetch(`${sandbox}/api/xero/contacts/${path}`, { method: 'POST' });
  const known = { customerRef: 'C-1', customerName: 'Customer 1', customerEmail: 'payer1@example.com' };
  await admin('C-1/archive');
  const long = `"Quotes" & ${'ä'.repeat(255)}`;
  const facts = [
    due(201, known),
    due(202, { ...known, customerEmail: 'new@example.com' }),
    due(203, { customerEmail: 'jürgen@exämple.com' }),
    due(204, { totalMinor: 4446 }),
    due(205, { invoiceNumber: due(1).data.invoiceNumber, invoiceId: uuid(9, 205) }),
    due(206, { customerName: long }),
  ];
  for (const fact of facts) await tap.publish(tap.eventOf(fact));
  const reasonOf = (n: number) => given('invoice.rejected.v1').get(due(n).data.invoiceId)?.reason;
  await eventually(() => expect([201, 202, 203, 204].map(reasonOf)).not.toContain(undefined), 60_000);
  await eventually(() => expect(given('invoice.filed.v1').has(due(206).data.invoiceId)).toBe(true), 60_000);
  for (const n of [201, 202]) expect(reasonOf(n)).toContain('Customer 1 (C-1) is archived in Xero');
  expect(reasonOf(203)).toContain('jürgen@exämple.com');
  expect(reasonOf(204)).toMatch(/44\.45 GBP, ours is 44\.46 GBP/);

  await admin('C-1/restore');
  await tap.publish(tap.eventOf(due(201, known)));
  await eventually(() => expect(given('invoice.filed.v1').has(due(201).data.invoiceId)).toBe(true), 60_000);
}, 200_000);
