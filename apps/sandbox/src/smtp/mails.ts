import { Injectable } from '@nestjs/common';
import PostalMime from 'postal-mime';
import { Clock } from '../clock/clock';
import { storableValues } from '../store/storable';
import { Database } from '../store/database';

export interface MailSummary {
  readonly id: number;
  readonly from_name: string;
  readonly to_name: string;
  readonly envelope_to: readonly string[];
  readonly subject: string;
  readonly attachments: number;
  readonly received_at: Date;
}

export interface Attachment {
  readonly name: string;
  readonly type: string;
  readonly content: Buffer;
  /** Set on a part that the HTML refers to, such as a logo. */
  readonly contentId: string | null;
}

/** One mail, read again from the message as it came over the wire. */
export interface Mail extends MailSummary {
  readonly message_id: string;
  readonly envelope_from: string;
  readonly headers: readonly { name: string; value: string }[];
  readonly html: string | null;
  readonly text: string | null;
  readonly source: string;
  /** What a reader sees as attachments. */
  readonly files: readonly Attachment[];
  /** Parts that the HTML shows in its own place. */
  readonly inline: readonly Attachment[];
}

const SUMMARY = 'id, from_name, to_name, envelope_to, subject, attachments, received_at';

/** The mailbox of everybody: whatever was accepted, whoever it is for. */
@Injectable()
export class Mails {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Stores a message; when this resolves it is on disk, and only then may it be answered with 250. */
  async keep(raw: Buffer, envelopeFrom: string, envelopeTo: readonly string[]): Promise<void> {
    const parsed = await PostalMime.parse(raw);
    const headers = parsed.headers.map(({ originalKey, value }) => ({ name: originalKey, value }));
    const values = [
      parsed.messageId ?? '',
      envelopeFrom,
      envelopeTo,
      nameOf(parsed.from) || envelopeFrom,
      (parsed.to ?? []).map(nameOf).join(', ') || envelopeTo.join(', '),
      parsed.subject ?? '',
      JSON.stringify(headers, storableValues),
      parsed.attachments.filter(({ related }) => !related).length,
      raw,
      this.clock.now(),
    ].map((value) => storableValues('', value));
    await this.database.rows(
      `insert into mails (message_id, envelope_from, envelope_to, from_name, to_name, subject, headers, attachments, raw, received_at)
       values ($1, $2, $3, $4, $5, $6, $7::jsonb, $8, $9, $10)`,
      values,
    );
  }

  /** Newest first; `search` looks at subject, names, addresses and Message-ID. */
  async page(search: string, page: number, size: number): Promise<{ mails: MailSummary[]; found: number }> {
    const term = `%${search.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`;
    const condition = search === '' ? 'true' : "(searched like $1 or array_to_string(envelope_to, ' ') ilike $1)";
    const values = search === '' ? [] : [term];
    const [count] = await this.database.rows<{ found: number }>(`select count(*) as found from mails where ${condition}`, values);
    const mails = await this.database.rows<MailSummary>(
      `select ${SUMMARY} from mails where ${condition} order by id desc limit ${size} offset ${(page - 1) * size}`,
      values,
    );
    return { mails, found: count?.found ?? 0 };
  }

  async find(id: number): Promise<Mail | null> {
    const [row] = await this.database.rows<Omit<Mail, 'html' | 'text' | 'source' | 'files' | 'inline'> & { raw: Buffer }>(
      `select ${SUMMARY}, message_id, envelope_from, headers, raw from mails where id = $1`,
      [id],
    );
    if (!row) return null;
    const { raw, ...rest } = row;
    const parsed = await PostalMime.parse(raw);
    const parts = parsed.attachments.map(({ filename, mimeType, content, contentId, related }, at) => ({
      name: filename ?? `part-${at + 1}`,
      type: mimeType,
      content: typeof content === 'string' ? Buffer.from(content) : Buffer.from(content as Uint8Array),
      contentId: related ? (contentId ?? null) : null,
    }));
    const [files, inline] = [parts.filter((part) => part.contentId === null), parts.filter((part) => part.contentId !== null)];
    return { ...rest, html: parsed.html ?? null, text: parsed.text ?? null, source: raw.toString('utf8'), files, inline };
  }

  async empty(): Promise<void> {
    await this.database.rows('delete from mails');
  }
}

type Address = { name: string; address?: string | undefined } | undefined;

const nameOf = (address: Address) => address?.name || address?.address || '';
