import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { MailState } from './mail.row';
import type { MailKey } from './registered-mail';

/** A mail as it was given to the server. The letter is null where it was sent before letters were kept. */
export interface KeptMail extends MailKey {
  readonly state: MailState;
  readonly messageId: string;
  readonly possiblyTwice: boolean;
  readonly serverSaid: string | null;
  readonly changedAt: Date;
  readonly to: { readonly name: string; readonly address: string } | null;
  readonly subject: string | null;
  readonly text: string | null;
  readonly html: string | null;
  readonly attached: readonly string[];
}

const COLUMNS = `invoice_id as "invoiceId", kind, state, message_id as "messageId", possibly_twice as "possiblyTwice", server_said as "serverSaid",
  changed_at as "changedAt", case when to_address is not null then jsonb_build_object('name', to_name, 'address', to_address) end as "to",
  subject, text_body as text, html_body as html, attached`;

/** The mails of this app as they were sent. */
@Injectable()
export class KeptMails {
  constructor(private readonly db: DataSource) {}

  /** Those about an invoice, the first one first. */
  about(invoiceId: string): Promise<KeptMail[]> {
    return this.db.query(`select ${COLUMNS} from mail where invoice_id = $1 order by changed_at, kind`, [invoiceId]);
  }

  async one({ invoiceId, kind }: MailKey): Promise<KeptMail | undefined> {
    const [mail]: KeptMail[] = await this.db.query(`select ${COLUMNS} from mail where invoice_id = $1 and kind = $2`, [invoiceId, kind]);
    return mail;
  }
}
