import { InvoiceDue } from '@takings/contracts';
import { AppModule, settings } from '@takings/invoicing-worker';
import { loadConfig } from '@takings/runtime';
import { settings as sandboxSettings, startSandbox } from '@takings/sandbox';
import { FactTap, freshDatabase, StageProcess, testBroker } from '@takings/testing';

const LIMIT = 60;
const MINUTE_MS = 60_000;
/** Ours may leave one call of each minute alone. */
const RESERVE = 1;
/** Each costs a minute of waiting; the campaigns in virtual time see many. */
const WHOLE_MINUTES = 1;
const OTHERS_EVERY_MS = 4000;
const CUSTOMERS = 20;
const INVOICES = 9000;

const uuid = (kind: number, n: number) => `${String(kind).padStart(8, '0')}-0000-4000-8000-${String(n).padStart(12, '0')}`;
const due = (n: number) =>
  InvoiceDue.of({
    invoiceId: uuid(1, n),
    invoiceNumber: `TK-${String(n).padStart(6, '0')}`,
    runId: uuid(2, 1),
    customerRef: `C-${n % CUSTOMERS}`,
    customerName: `Customer ${n % CUSTOMERS}`,
    customerEmail: `payer${n % CUSTOMERS}@example.com`,
    cardRef: null,
    currency: 'GBP',
    totalMinor: 1200,
    netMinor: 1000,
    vatMinor: 200,
    issuedOn: '2026-11-21',
    dueOn: '2026-12-05',
    lines: [
      { chargeRef: `CH-${n}`, description: 'Support plan', quantity: '1', unitPrice: '10', vatRate: '20', netMinor: 1000, vatMinor: 200 },
    ],
  });

const closing: (() => Promise<unknown>)[] = [];
let tap: FactTap;
let sandbox: string;

beforeAll(async () => {
  const [database, broker] = await Promise.all([freshDatabase(), testBroker()]);
  closing.push(database.drop, broker.close);
  const servers = { LOG_LEVEL: 'silent', DATABASE_URL: database.url, AMQP_URL: broker.url };
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
        XERO_REVENUE_ACCOUNT: '200',
        XERO_CLEARING_ACCOUNT: '091',
      }),
    );
  tap = await FactTap.on(broker.url);
  closing.push(() => tap.close());
  for (let replica = 0; replica < 2; replica++) {
    const process = await StageProcess.start(module(), 'file-in-xero', { leaseMs: 30_000, sweepMs: 1000 });
    closing.push(() => process.stop());
  }
}, 60_000);

afterAll(async () => {
  for (const close of closing.reverse()) await close();
});

const sandboxSays = async (path: string, init?: RequestInit) => (await (await fetch(`${sandbox}/api/${path}`, init)).json()) as any;
const minute = async () => (await sandboxSays('xero/quota')).minute;
const until = (moment: number) => new Promise((resolve) => setTimeout(resolve, moment - Date.now()));

it(
  'uses at least 0.95 of the calls that others leave of each minute, and none above',
  async () => {
    for (let n = 1; n <= INVOICES; n++) await tap.publish(tap.eventOf(due(n)));
    const others = setInterval(
      () =>
        void sandboxSays('xero/foreign-calls', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"count":1}' }),
      OTHERS_EVERY_MS,
    );
    for (let seen = 0; seen < WHOLE_MINUTES; seen++) {
      const begins = Date.parse((await minute()).resetsAt);
      await until(begins + MINUTE_MS - 300);
      const { used, usedByOthers, startedAt } = await minute();
      expect(Date.parse(startedAt)).toBe(begins);
      const left = LIMIT - RESERVE - usedByOthers;
      expect(used - usedByOthers).toBeGreaterThanOrEqual(0.95 * left);
      await until(begins + MINUTE_MS + 50);
    }
    clearInterval(others);
    expect((await sandboxSays('xero/quota')).refused).toEqual({ minute: 0, day: 0, concurrent: 0 });
  },
  (WHOLE_MINUTES + 2.5) * MINUTE_MS,
);
