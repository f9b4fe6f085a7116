import { readAddress } from './address';
import type { MailConfig } from './mail-settings';

/** From where mail goes out, as far as stages must know. */
export class Sender {
  private constructor(
    /** In ASCII; the right side of every Message-ID. */
    readonly domain: string,
    /** How many mails are given to the server at the same time; a crash leaves these in doubt, and no more. */
    readonly connections: number,
    /** The mail server, by its name and port. */
    readonly server: string,
  ) {}

  /** How many mails to have in hand: enough that each connection finds the next one waiting. */
  get atOnce() {
    return this.connections * 2;
  }

  static of({ MAIL_FROM, SMTP_CONNECTIONS, SMTP_URL }: MailConfig): Sender {
    const from = readAddress(MAIL_FROM);
    if ('fault' in from) throw new Error(from.fault);
    return new Sender(from.domain, SMTP_CONNECTIONS, new URL(SMTP_URL).host);
  }
}
