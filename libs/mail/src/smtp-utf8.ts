import SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { MailConfig } from './mail-settings';
import { judge, type SmtpError } from './smtp-faults';
import { smtpOptions } from './smtp-options';

const ASK_AGAIN_AFTER_MS = 600_000;

/**
 * Whether the server takes addresses outside ASCII (RFC 6531). nodemailer sends such an address even to a server that did not offer it,
 * so the server's offer is asked for, once in a while and only when such an address turns up.
 */
export class SmtpUtf8 {
  private answer?: { readonly taken: Promise<boolean>; readonly until: number };

  constructor(private readonly config: Pick<MailConfig, 'SMTP_URL' | 'SMTP_TIMEOUT_MS'>) {}

  /** Throws `Unavailable` when the server cannot be reached. */
  isTaken(now = Date.now()): Promise<boolean> {
    if (!this.answer || this.answer.until <= now) {
      const taken = this.ask().catch((error: SmtpError) => {
        this.answer = undefined;
        judge(error, 'connecting');
        throw error;
      });
      this.answer = { taken, until: now + ASK_AGAIN_AFTER_MS };
    }
    return this.answer.taken;
  }

  private ask(): Promise<boolean> {
    const connection = new SMTPConnection(smtpOptions(this.config));
    return new Promise<boolean>((resolve, reject) => {
      connection.once('error', reject);
      connection.connect((error) => {
        const offer = connection.lastServerResponse || '';
        connection.quit();
        if (error) reject(error);
        else resolve(/^250[- ]SMTPUTF8\b/im.test(offer));
      });
    });
  }
}
