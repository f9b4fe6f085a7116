import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { createTransport, type SendMailOptions } from 'nodemailer';
import type { Readable } from 'node:stream';
import { readAddress } from './address';
import { gathered } from './gathered';
import type { MailConfig } from './mail-settings';
import { type Mail, Mailer, type Refused, type Sent } from './mailer';
import { judge, type Phase, type SmtpError } from './smtp-faults';
import { smtpOptions } from './smtp-options';
import { SmtpUtf8 } from './smtp-utf8';

/** How far one sending has come, read off the stream of its content. */
class Progress {
  private content?: Readable;

  /** nodemailer asks for the content when it is connected and logged in, and reads it to its end before it writes the closing dot. */
  readonly watch = (content: Readable): Readable => {
    this.content = content;
    return content;
  };

  get phase(): Phase {
    if (!this.content) return 'connecting';
    return this.content.readableEnded ? 'handed-over' : 'addressing';
  }
}

type Outgoing = SendMailOptions & { readonly progress: Progress };

/** Mail by SMTP over a few lasting connections. Repeats nothing by itself: nodemailer's own requeueing might send a mail twice unseen. */
@Injectable()
export class SmtpMailer extends Mailer implements OnApplicationShutdown {
  private readonly pool;
  private readonly utf8: SmtpUtf8;

  constructor(private readonly config: MailConfig) {
    super();
    this.pool = createTransport({
      ...smtpOptions(config),
      pool: true,
      maxConnections: config.SMTP_CONNECTIONS,
      maxRequeues: 0,
      idleTimeout: 30_000,
      disableFileAccess: true,
      disableUrlAccess: true,
    });
    this.pool.use('stream', ({ data, message }, next) => {
      message.processFunc(gathered);
      // The last one: what it hands on is what nodemailer reads.
      message.processFunc((data as Outgoing).progress.watch);
      next();
    });
    this.utf8 = new SmtpUtf8(config);
  }

  async send(mail: Mail): Promise<Sent | Refused> {
    const to = readAddress(mail.to.address);
    if ('fault' in to) return { outcome: 'refused', reason: to.fault };
    if (to.needsSmtpUtf8 && !(await this.utf8.isTaken())) {
      return {
        outcome: 'refused',
        reason: `The mail server takes no address with such signs before the @ as “${to.address}” has (no SMTPUTF8).`,
      };
    }
    const progress = new Progress();
    try {
      const { response = '' } = await this.pool.sendMail(this.compose(mail, to.address, progress));
      return { outcome: 'sent', serverSaid: response };
    } catch (error) {
      return judge(error as SmtpError, progress.phase);
    }
  }

  /** Lets mails in flight end; their connections close after them. */
  onApplicationShutdown() {
    this.pool.close();
  }

  private compose(mail: Mail, address: string, progress: Progress): Outgoing {
    return {
      progress,
      from: { name: oneLine(this.config.COMPANY_NAME), address: this.config.MAIL_FROM },
      replyTo: this.config.COMPANY_EMAIL,
      to: { name: oneLine(mail.to.name), address },
      subject: oneLine(mail.subject),
      messageId: mail.messageId,
      text: mail.text,
      html: mail.html,
      attachments: mail.attachments?.map(({ filename, contentType, bytes }) => ({ filename, contentType, content: Buffer.from(bytes) })),
      headers: {
        'Auto-Submitted': 'auto-generated',
        'X-Takings-Invoice': oneLine(mail.invoiceNumber),
        'X-Takings-Kind': mail.kind,
        ...(mail.possiblyTwice && { 'X-Takings-Possibly-Twice': 'yes' }),
      },
    };
  }
}

/** No header may be begun from within a value. */
const oneLine = (value: string) => value.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim();
