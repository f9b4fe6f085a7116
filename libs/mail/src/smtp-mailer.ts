import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type MimeNode from 'nodemailer/lib/mime-node';
import SMTPPool from 'nodemailer/lib/smtp-pool';
import { Readable } from 'node:stream';
import { readAddress } from './address';
import type { MailConfig } from './mail-settings';
import { type Mail, Mailer, type Refused, type Sent } from './mailer';
import { mimeOf, written } from './mime';
import { judge, type Phase, type SmtpError } from './smtp-faults';
import { smtpOptions } from './smtp-options';
import { SmtpUtf8 } from './smtp-utf8';

/** One mail on its way: what nodemailer asks a message for, and how far the sending has come. */
class Sending {
  private content?: Readable;

  constructor(private readonly root: MimeNode) {}

  getHeader = (key: string) => this.root.getHeader(key);
  getEnvelope = () => this.root.getEnvelope();
  messageId = () => this.root.messageId();

  /** nodemailer asks for the content when it is connected and logged in, and reads it to its end before it writes the closing dot. */
  createReadStream(): Readable {
    const bytes = Buffer.from(written(this.root));
    this.content = new Readable({
      highWaterMark: bytes.length + 1,
      read() {
        this.push(bytes);
        this.push(null);
      },
    });
    return this.content;
  }

  get phase(): Phase {
    if (!this.content) return 'connecting';
    return this.content.readableEnded ? 'handed-over' : 'addressing';
  }
}

/** Mail by SMTP over a few lasting connections. Repeats nothing by itself: nodemailer's own requeueing might send a mail twice unseen. */
@Injectable()
export class SmtpMailer extends Mailer implements OnApplicationShutdown {
  private readonly pool: SMTPPool;
  private readonly utf8: SmtpUtf8;
  private readonly head;

  constructor(config: MailConfig) {
    super();
    this.head = { from: { name: config.COMPANY_NAME, address: config.MAIL_FROM }, replyTo: config.COMPANY_EMAIL };
    this.pool = new SMTPPool({ ...smtpOptions(config), maxConnections: config.SMTP_CONNECTIONS, maxRequeues: 0, idleTimeout: 30_000 });
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
    const { from, replyTo } = this.head;
    const head = { from: { ...from, name: mail.from?.name ?? from.name }, replyTo: mail.from?.replyTo ?? replyTo, to: to.address };
    const sending = new Sending(mimeOf(mail, head));
    try {
      return { outcome: 'sent', serverSaid: await this.given(sending) };
    } catch (error) {
      return judge(error as SmtpError, sending.phase);
    }
  }

  /** Lets mails in flight end; their connections close after them. */
  onApplicationShutdown() {
    this.pool.close();
  }

  /** Resolves to the server's words. The pool asks of a message what `Sending` answers, and no more. */
  private given(message: Sending): Promise<string> {
    return new Promise((resolve, reject) => {
      this.pool.send({ data: {}, message } as never, (error, info) => (error ? reject(error) : resolve(info?.response ?? '')));
    });
  }
}
