import { migrateSchema } from '@takings/database';
import { dataSourceOptions } from '@takings/database';
import { DataSource } from 'typeorm';
import { Contact } from '../contacts/contact.row';
import { ContactBook } from '../contacts/contact-book';
import { Booking } from '../ledger/invoice-draft';
import { XeroInvoiceLedger } from '../ledger/xero-invoice-ledger';
import { XeroPaymentLedger } from '../ledger/xero-payment-ledger';
import { CreateFiling1763700000101 } from '../migrations/create-filing';
import { CreateXeroQuota1763700000103 } from '../migrations/create-xero-quota';
import { type Limits, XERO_LIMITS } from '../quota/limits';
import { QuotaLimits, SharedCallQuota } from '../quota/shared-call-quota';
import { taxTypesFrom } from '../xero/tax-types';
import { XeroClient } from '../xero/xero-client';

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

/** Our ledgers as one process has them, on a server that stands in for Xero. */
export function ledgersOn(xeroUrl: string, db: DataSource) {
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
  const client = xero.for('file-in-xero');
  return {
    invoices: new XeroInvoiceLedger(client, new ContactBook(db, client), booking),
    payments: new XeroPaymentLedger(xero.for('record-payment'), booking),
  };
}
