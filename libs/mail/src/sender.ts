import { readAddress } from './address';
import type { MailConfig } from './mail-settings';

/** From where mail goes out, as far as stages must know. */
export class Sender {
  private constructor(
    /** In ASCII; the right side of every Message-ID. */
    readonly domain: string,
    /** The time zone of the days named in letters. */
    readonly timeZone: string,
    /** How many mails are given to the server at the same time; a crash leaves these in doubt, and no more. */
    readonly connections: number,
  ) {}

  /** How many mails to have in hand: enough that each connection finds the next one waiting. */
  get atOnce() {
    return this.connections * 2;
  }

  static of({ MAIL_FROM, TIME_ZONE, SMTP_CONNECTIONS }: MailConfig): Sender {
    const from = readAddress(MAIL_FROM);
    if ('fault' in from) throw new Error(from.fault);
    return new Sender(from.domain, TIME_ZONE, SMTP_CONNECTIONS);
  }
}
