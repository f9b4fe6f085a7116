import { type DynamicModule, Module } from '@nestjs/common';
import { CreateMail1763700000031, KeepLetters1764000000031, MailModule, MailRow, mailReaders } from '@takings/mail';
import { stageApp } from '@takings/messaging';
import type { Config } from './config';
import { CreateInvoicePdf1763700000032 } from './invoice-pdf/create-invoice-pdf.migration';
import { InvoicePdfRow } from './invoice-pdf/invoice-pdf.row';
import { InvoicePdfs } from './invoice-pdf/invoice-pdfs';
import { InvoiceMailsController } from './mail-invoice/invoice-mails.controller';
import { MailInvoice } from './mail-invoice/mail-invoice.stage';
import { ResendInvoice } from './resend-invoice/resend-invoice.stage';
import { SendTestMail } from './send-test-mail/send-test-mail.stage';
import { TestMail } from './send-test-mail/test-mail';

@Module({})
export class AppModule {
  static with(config: Config): DynamicModule {
    return {
      module: AppModule,
      imports: [
        ...stageApp({
          app: 'invoice-mailer',
          config,
          stages: [MailInvoice, ResendInvoice, SendTestMail],
          entities: [MailRow, InvoicePdfRow],
          migrations: [CreateMail1763700000031, CreateInvoicePdf1763700000032, KeepLetters1764000000031],
        }),
        MailModule.forApp(config),
      ],
      controllers: config.SESSION_SECRET ? [InvoiceMailsController] : [],
      providers: [MailInvoice, ResendInvoice, SendTestMail, TestMail, InvoicePdfs, ...mailReaders(config)],
    };
  }
}
