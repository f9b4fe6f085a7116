import { dataSourceOptions, migrateSchema } from '@takings/database';
import { type FreshDatabase, freshDatabase } from '@takings/testing';
import { DataSource } from 'typeorm';
import { Contact } from '../contacts/contact.row';
import { ContactBook } from '../contacts/contact-book';
import { Booking } from '../ledger/invoice-draft';
import { XeroInvoiceLedger } from '../ledger/xero-invoice-ledger';
import { XeroVoidLedger } from '../ledger/void-ledger';
import { XeroPaymentLedger } from '../ledger/xero-payment-ledger';
import { CreateFiling1763700000101 } from '../migrations/create-filing';
import { CreateXeroQuota1763700000103 } from '../migrations/create-xero-quota';
import { type Limits, XERO_LIMITS } from '../quota/limits';
import { QuotaLimits, SharedCallQuota } from '../quota/shared-call-quota';
import { taxTypesFrom } from '../xero/tax-types';
import { XeroClient } from '../xero/xero-client';
import { FakeXero } from './fake-xero';

const TIMEOUT_MS = 500;

export async function openDatabase(url: string): Promise<DataSource> {
  const schema = {
    app: 'invoicing-worker',
    url,
    entities: [Contact],
    migrations: [CreateFiling1763700000101, CreateXeroQuota1763700000103],
  };
  await migrateSchema(schema);
  return new DataSource({ ...dataSourceOptions(schema), poolSize: 4 }).initialize();
}

export const quotaOf = (db: DataSource, changes: Partial<Limits> = {}) =>
  new SharedCallQuota(db, new QuotaLimits({ ...XERO_LIMITS, leaseMs: 2 * TIMEOUT_MS, ...changes }));

/** A database whose ledgers find in each test a Xero that they know nothing of. */
export class LedgersOnFakeXero {
  private constructor(
    private readonly database: FreshDatabase,
    private readonly db: DataSource,
    private xero: FakeXero,
  ) {}

  static async open(): Promise<LedgersOnFakeXero> {
    const database = await freshDatabase();
    return new LedgersOnFakeXero(database, await openDatabase(database.url), await FakeXero.start());
  }

  /** Another Xero, and all that was known of the last one forgotten. */
  async renew(): Promise<FakeXero> {
    await this.xero.close();
    this.xero = await FakeXero.start();
    await this.db.query("delete from contact; update xero_quota set book = '{}'");
    return this.xero;
  }

  /** Those of a process that has just started. */
  get ledgers() {
    return ledgersOn(this.xero.url, this.db);
  }

  async close() {
    await this.xero.close();
    await this.db.destroy();
    await this.database.drop();
  }
}

/** Our ledgers as one process has them, on a server that stands in for Xero. */
function ledgersOn(xeroUrl: string, db: DataSource) {
  const endpoint = { apiUrl: `${xeroUrl}/api`, timeoutMs: TIMEOUT_MS };
  const credentials = {
    tokenUrl: `${xeroUrl}/connect/token`,
    clientId: 'id',
    clientSecret: 'secret',
    scopes: 'accounting.invoices',
    timeoutMs: TIMEOUT_MS,
  };
  const xero = XeroClient.over(endpoint, credentials, quotaOf(db));
  const booking = new Booking('200', '090', taxTypesFrom('20=OUTPUT2,5=RROUTPUT,0=ZERORATEDOUTPUT')!);
  const bookings = { current: async () => booking };
  const client = xero.for('file-in-xero');
  return {
    invoices: new XeroInvoiceLedger(client, new ContactBook(db, client), bookings),
    payments: new XeroPaymentLedger(xero.for('record-payment'), bookings),
    voids: new XeroVoidLedger(xero.for('void-in-xero')),
  };
}
