import { type DynamicModule, Module } from '@nestjs/common';
import { KeptSettings, stageApp } from '@takings/messaging';
import { DataSource } from 'typeorm';
import { CheckXero } from './check-xero/check-xero.stage';
import { XeroCheck } from './check-xero/xero-check';
import type { Config } from './config';
import { Contact } from './contacts/contact.row';
import { ContactBook } from './contacts/contact-book';
import { FileInXero } from './file-in-xero/file-in-xero.stage';
import { Filing } from './file-in-xero/filing.row';
import { Bookings, ChosenBookings } from './ledger/bookings';
import { InvoiceLedger, PaymentLedger } from './ledger/ledger';
import { VoidLedger, XeroVoidLedger } from './ledger/void-ledger';
import { XeroInvoiceLedger } from './ledger/xero-invoice-ledger';
import { XeroPaymentLedger } from './ledger/xero-payment-ledger';
import { CreateFiling1763700000101 } from './migrations/create-filing';
import { CreatePayment1763700000102 } from './migrations/create-payment';
import { CreateXeroQuota1763700000103 } from './migrations/create-xero-quota';
import { XERO_LIMITS } from './quota/limits';
import { CallQuota } from './quota/call-quota';
import { QuotaLimits, SharedCallQuota } from './quota/shared-call-quota';
import { XeroPacedClock } from './quota/xero-paced.clock';
import { Payment } from './record-payment/payment.row';
import { RecordPayment } from './record-payment/record-payment.stage';
import { VoidInXero } from './void-in-xero/void-in-xero.stage';
import { XeroClient } from './xero/xero-client';

const app = 'invoicing-worker';
/** A call ends by its time-out; one without an answer after twice that has lost its process. */
const LEASE_IN_TIMEOUTS = 2;

@Module({})
export class AppModule {
  /** `limits` differ from Xero's own only for a server that keeps others. */
  static with(config: Config, limits = XERO_LIMITS): DynamicModule {
    return {
      module: AppModule,
      imports: [
        ...stageApp({
          app,
          config,
          stages: [FileInXero, RecordPayment, VoidInXero, CheckXero],
          entities: [Filing, Contact, Payment],
          migrations: [CreateFiling1763700000101, CreatePayment1763700000102, CreateXeroQuota1763700000103],
        }),
      ],
      providers: [
        FileInXero,
        RecordPayment,
        CheckXero,
        VoidInXero,
        XeroPacedClock,
        { provide: QuotaLimits, useValue: new QuotaLimits({ ...limits, leaseMs: LEASE_IN_TIMEOUTS * config.XERO_TIMEOUT_MS }) },
        { provide: CallQuota, useClass: SharedCallQuota },
        {
          provide: ChosenBookings,
          useFactory: (kept: KeptSettings) => new ChosenBookings(kept, standardOf(config)),
          inject: [KeptSettings],
        },
        { provide: Bookings, useExisting: ChosenBookings },
        { provide: XeroClient, useFactory: (quota: CallQuota) => xeroClient(config, quota), inject: [CallQuota] },
        { provide: InvoiceLedger, useFactory: invoiceLedger, inject: [XeroClient, DataSource, Bookings] },
        { provide: PaymentLedger, useFactory: paymentLedger, inject: [XeroClient, Bookings] },
        {
          provide: XeroCheck,
          useFactory: (...parts: [XeroClient, ChosenBookings]) => xeroCheck(config, ...parts),
          inject: [XeroClient, ChosenBookings],
        },
        { provide: VoidLedger, useFactory: (xero: XeroClient) => new XeroVoidLedger(xero.for('void-in-xero')), inject: [XeroClient] },
      ],
    };
  }
}

/** The calls of each stage are counted for it, so that neither starves the other. */
const invoiceLedger = (xero: XeroClient, db: DataSource, bookings: Bookings) => {
  const client = xero.for('file-in-xero');
  return new XeroInvoiceLedger(client, new ContactBook(db, client), bookings);
};
const paymentLedger = (xero: XeroClient, bookings: Bookings) => new XeroPaymentLedger(xero.for('record-payment'), bookings);
const xeroCheck = (config: Config, xero: XeroClient, bookings: ChosenBookings) =>
  new XeroCheck(
    xero.for('check-xero'),
    { clientId: config.XERO_CLIENT_ID, clientSecret: config.XERO_CLIENT_SECRET, scopes: config.XERO_SCOPES },
    bookings,
  );

/** What holds until people pick from Xero's own lists. */
const standardOf = (config: Config) => ({
  revenueAccount: config.XERO_REVENUE_ACCOUNT,
  clearingAccount: config.XERO_CLEARING_ACCOUNT,
  taxTypes: config.XERO_TAX_TYPES,
});

function xeroClient(config: Config, quota: CallQuota): XeroClient {
  return XeroClient.over(
    { apiUrl: config.XERO_API_URL, timeoutMs: config.XERO_TIMEOUT_MS, tenantId: config.XERO_TENANT_ID },
    {
      tokenUrl: config.XERO_TOKEN_URL,
      clientId: config.XERO_CLIENT_ID,
      clientSecret: config.XERO_CLIENT_SECRET,
      scopes: config.XERO_SCOPES,
      timeoutMs: config.XERO_TIMEOUT_MS,
    },
    quota,
  );
}
