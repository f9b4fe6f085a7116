import { type DataOf, type Given, InvoiceDue } from '@takings/contracts';
import { AppModule, settings } from '@takings/invoicing-worker';
import { loadConfig } from '@takings/runtime';
import { settings as sandboxSettings, startSandbox } from '@takings/sandbox';
import { FactTap, freshDatabase, StageProcess, testBroker } from '@takings/testing';
import { Sandbox } from './sandbox';

const REPLICAS = 2;

export const uuid = (kind: number, n: number) => `${String(kind).padStart(8, '0')}-0000-4000-8000-${String(n).padStart(12, '0')}`;

/** The nth invoice: 10.00 GBP and 20 % of it, of a customer of its own. */
export const due = (n: number, changes: Partial<DataOf<typeof InvoiceDue>> = {}) =>
  InvoiceDue.of({
    invoiceId: uuid(1, n),
    invoiceNumber: `TK-${String(n).padStart(6, '0')}`,
    runId: uuid(2, 1),
    customerRef: `C-${n}`,
    customerName: `Customer ${n}`,
    customerEmail: `payer${n}@example.com`,
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
    ...changes,
  });

interface Options {
  readonly stages: readonly string[];
  readonly runner?: Parameters<typeof StageProcess.start>[2];
  readonly invoicing?: Readonly<Record<string, string>>;
  readonly providers?: Readonly<Record<string, string>>;
}

/** Two replicas of invoicing-worker that share a database, a queue for each stage, and the Xero of a sandbox. */
export class InvoicingWorkers {
  private readonly closing: (() => Promise<unknown>)[] = [];

  private constructor(
    readonly tap: FactTap,
    readonly sandbox: Sandbox,
  ) {}

  static async start({ stages, runner, invoicing, providers }: Options): Promise<InvoicingWorkers> {
    const [database, broker] = await Promise.all([freshDatabase(), testBroker()]);
    const servers = { LOG_LEVEL: 'silent', DATABASE_URL: database.url, AMQP_URL: broker.url };
    const sandbox = await startSandbox(loadConfig(sandboxSettings, { ...servers, SANDBOX_SMTP_PORT: '0', ...providers }));
    const url = await sandbox.getUrl();
    const started = new InvoicingWorkers(await FactTap.on(broker.url), new Sandbox(url));
    started.closing.push(
      database.drop,
      broker.close,
      () => sandbox.close(),
      () => started.tap.close(),
    );
    const config = loadConfig(settings, {
      ...servers,
      XERO_API_URL: `${url}/sandbox/xero/api.xro/2.0`,
      XERO_TOKEN_URL: `${url}/sandbox/xero/connect/token`,
      XERO_CLIENT_ID: 'takings-sandbox',
      XERO_CLIENT_SECRET: 'sandbox-secret',
      XERO_REVENUE_ACCOUNT: '200',
      XERO_CLEARING_ACCOUNT: '091',
      ...invoicing,
    });
    for (let replica = 0; replica < REPLICAS; replica++) {
      const process = await StageProcess.start(AppModule.with(config), stages, runner);
      started.closing.push(() => process.stop());
    }
    return started;
  }

  async publish(fact: Given): Promise<void> {
    await this.tap.publish(this.tap.eventOf(fact));
  }

  async close() {
    for (const close of this.closing.reverse()) await close();
  }
}
