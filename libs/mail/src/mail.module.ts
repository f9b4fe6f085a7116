import { type DynamicModule, Module } from '@nestjs/common';
import { companyOf } from './company';
import { Letters } from './letters';
import type { MailConfig } from './mail-settings';
import { Mailer } from './mailer';
import { RegisteredMail } from './registered-mail';
import { Sender } from './sender';
import { SmtpMailer } from './smtp-mailer';
import { readTexts } from './texts-file';

/** What an app that sends mail needs beside its database, which must have `MailRow` and `CreateMail1763700000031`. */
@Module({})
export class MailModule {
  static forApp(config: MailConfig): DynamicModule {
    const texts = readTexts(config.MAIL_TEXTS_FILE);
    return {
      module: MailModule,
      providers: [
        { provide: Mailer, useFactory: () => new SmtpMailer(config) },
        { provide: Letters, useValue: new Letters(companyOf(config), texts) },
        { provide: Sender, useValue: Sender.of(config) },
        RegisteredMail,
      ],
      exports: [Letters, Sender, RegisteredMail],
    };
  }
}
