import { type DynamicModule, Module } from '@nestjs/common';
import { KeptSettings } from '@takings/messaging';
import { companyOf } from './company';
import { KeptMails } from './kept-mails';
import type { MailConfig } from './mail-settings';
import { Mailer } from './mailer';
import { RegisteredMail } from './registered-mail';
import { Sender } from './sender';
import { SmtpMailer } from './smtp-mailer';
import { Stationery } from './stationery';
import { readTexts } from './texts-file';

/** What an app that sends mail needs beside its database, which must have `MailRow`, `CreateMail1763700000031` and `KeepLetters1764000000031`. */
@Module({})
export class MailModule {
  static forApp(config: MailConfig): DynamicModule {
    const standard = { company: companyOf(config), texts: readTexts(config.MAIL_TEXTS_FILE), timeZone: config.TIME_ZONE };
    return {
      module: MailModule,
      providers: [
        { provide: Mailer, useFactory: () => new SmtpMailer(config) },
        { provide: Stationery, useFactory: (kept: KeptSettings) => new Stationery(kept, standard), inject: [KeptSettings] },
        { provide: Sender, useValue: Sender.of(config) },
        RegisteredMail,
        KeptMails,
      ],
      exports: [Stationery, Sender, RegisteredMail, KeptMails],
    };
  }
}
