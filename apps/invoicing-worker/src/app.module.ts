import { type DynamicModule, Module } from '@nestjs/common';
import { stageApp } from '@takings/messaging';
import { DataSource } from 'typeorm';
import type { Config } from './config';
import { Contact } from './contacts/contact.row';
import { ContactBook } from './contacts/contact-book';
import { FileInXero } from './file-in-xero/file-in-xero.stage';
import { Filing } from './file-in-xero/filing.row';
import { Booking } from './ledger/invoice-draft';
import { InvoiceLedger, PaymentLedger } from './ledger/ledger';
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
          stages: [FileInXero, RecordPayment],
          entities: [Filing, Contact, Payment],
          migrations: [CreateFiling1763700000101, CreatePayment1763700000102, CreateXeroQuota1763700000103],
        }),
      ],
      providers: [
        FileInXero,
        RecordPayment,
        XeroPacedClock,
        { provide: QuotaLimits, useValue: new QuotaLimits({ ...limits, leaseMs: LEASE_IN_TIMEOUTS * config.XERO_TIMEOUT_MS }) },
        { provide: CallQuota, useClass: SharedCallQuota },
        { provide: Booking, useValue: new Booking(config.XERO_REVENUE_ACCOUNT, config.XERO_CLEARING_ACCOUNT, config.XERO_TAX_TYPES) },
        { provide: XeroClient, useFactory: (quota: CallQuota) => xeroClient(config, quota), inject: [CallQuota] },
        { provide: InvoiceLedger, useFactory: invoiceLedger, inject: [XeroClient, DataSource, Booking] },
        { provide: PaymentLedger, useFactory: paymentLedger, inject: [XeroClient, Booking] },
      ],
    };
  }
}

/** The calls of each stage are counted for it, so that neither starves the other. */
const invoiceLedger = (xero: XeroClient, db: DataSource, booking: Booking) => {
  const client = xero.for('file-in-xero');
  return new XeroInvoiceLedger(client, new ContactBook(db, client), booking);
};
const paymentLedger = (xero: XeroClient, booking: Booking) => new XeroPaymentLedger(xero.for('record-payment'), booking);

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
