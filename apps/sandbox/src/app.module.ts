import { type DynamicModule, Module } from '@nestjs/common';
import { DatabaseModule } from '@takings/database';
import { RuntimeModule } from '@takings/runtime';
import { BooksController } from './books/books.controller';
import { Clock } from './clock/clock';
import { CONFIG, type Config } from './config';
import { Crm } from './crm/crm';
import { CrmController } from './crm/crm.controller';
import { FaultSwitches } from './faults/fault-switches';
import { Waits } from './faults/wait';
import { AdminController } from './http/admin.controller';
import { CreateJournal1763700000004 } from './journal/create-journal';
import { Journal } from './journal/journal';
import { CompaniesHouse } from './look-ups/companies-house';
import { CreditBureau } from './look-ups/credit-bureau';
import { LookUpsController } from './look-ups/look-ups.controller';
import { Postcodes } from './look-ups/postcodes';
import { SourceFront } from './look-ups/source-front';
import { HomeController } from './pages/home.controller';
import { PagesController } from './pages/pages.controller';
import { Bank } from './secure-trading/bank';
import { CreateTransactions1763700000005 } from './secure-trading/create-transactions';
import { Gateway } from './secure-trading/gateway';
import { GatewayController } from './secure-trading/gateway.controller';
import { CreateMails1763700000006 } from './smtp/create-mails';
import { Mails } from './smtp/mails';
import { SmtpListener } from './smtp/smtp-listener';
import { Database } from './store/database';
import { CreateKeptValues1763700000001, KeptValues } from './store/kept-values';
import { ContactRegister } from './xero/contacts/contact-register';
import { CreateXeroBooks1763700000003 } from './xero/create-xero-books';
import { CreateIdempotencyKeys1763700000002, IdempotencyKeys } from './xero/front/idempotency';
import { Quota } from './xero/front/quota';
import { Routes } from './xero/front/routes';
import { Tokens } from './xero/front/tokens';
import { XeroApi } from './xero/front/xero-api';
import { XeroController } from './xero/front/xero.controller';
import { CreateInvoices } from './xero/invoices/create-invoices';
import { InvoiceRegister } from './xero/invoices/invoice-register';
import { Organisation } from './xero/organisation/organisation';
import { PaymentRegister } from './xero/payments/payment-register';

const migrations = [
  CreateKeptValues1763700000001,
  CreateIdempotencyKeys1763700000002,
  CreateXeroBooks1763700000003,
  CreateJournal1763700000004,
  CreateTransactions1763700000005,
  CreateMails1763700000006,
];

const xero = [
  Tokens,
  Quota,
  IdempotencyKeys,
  XeroApi,
  Routes,
  ContactRegister,
  CreateInvoices,
  InvoiceRegister,
  PaymentRegister,
  Organisation,
];

@Module({})
export class AppModule {
  static with(config: Config): DynamicModule {
    return {
      module: AppModule,
      imports: [
        RuntimeModule.forApp('sandbox', config.LOG_LEVEL),
        DatabaseModule.forApp({ app: 'sandbox', url: config.DATABASE_URL, pool: config.DATABASE_POOL, entities: [], migrations }),
      ],
      controllers: [
        XeroController,
        GatewayController,
        LookUpsController,
        CrmController,
        AdminController,
        BooksController,
        PagesController,
        HomeController,
      ],
      providers: [
        { provide: CONFIG, useValue: config },
        Database,
        KeptValues,
        Clock,
        FaultSwitches,
        Waits,
        Journal,
        ...xero,
        Bank,
        Gateway,
        SourceFront,
        CompaniesHouse,
        CreditBureau,
        Postcodes,
        Crm,
        Mails,
        SmtpListener,
      ],
    };
  }
}
