import { Injectable } from '@nestjs/common';
import { together } from '@takings/database';
import { DataSource, type EntityManager, type EntityTarget, type ObjectLiteral } from 'typeorm';
import { MailRow } from './mail.row';
import { type Mail, Mailer, type Refused, type Sent } from './mailer';
import { Sender } from './sender';
import { Turns } from './turns';

/** Which mail it is: there is one of each kind about an invoice. */
export interface MailKey {
  readonly invoiceId: string;
  readonly kind: string;
}

export type RegisteredLetter = MailKey & Pick<Mail, 'invoiceNumber' | 'to' | 'subject' | 'text' | 'html' | 'from' | 'attachments'>;

/**
 * What came of it. `sent-before`: nothing was done now, it had gone out already. `unknown`: nothing was done now, since its outcome was unknown
 * twice; it may be with the payer, and a person has to find out.
 */
export type Delivery = (Sent & Doubt) | Refused | ({ readonly outcome: 'sent-before' } & Doubt) | { readonly outcome: 'unknown' };

interface Doubt {
  /** An earlier sending may have arrived as well. */
  readonly possiblyTwice: boolean;
}
/** What `record` of a stage may do to the database, as far as it is done here: a change is collected, the manager acts at once. */
interface Records {
  update<Row extends ObjectLiteral>(table: EntityTarget<Row>, key: Partial<Row>, change: Partial<Row>): void;
  manager(): Promise<EntityManager>;
}
interface Begun extends Doubt {
  readonly messageId: string;
}

/**
 * How often one mail may be given to a server whose answer is lost: each time after the first may double it. It makes no difference whether
 * the server fell silent or our own process was killed: in both cases nobody on our side knows, and a payer counts copies, not reasons.
 */
const UNCERTAIN_SENDINGS = 2;

const BEGIN = `
  insert into mail as m (invoice_id, kind, state, tries, message_id, possibly_twice, to_name, to_address, subject, text_body, html_body, attached)
  select id, kind, 'sending', 1, message_id, false, to_name, to_address, subject, text_body, html_body, string_to_array(attached, '/')
  from unnest($1::uuid[], $2::text[], $3::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[])
    one(id, kind, message_id, to_name, to_address, subject, text_body, html_body, attached)
  order by id, kind -- two processes that meet must not wait for each other
  on conflict (invoice_id, kind) do update
    set state = 'sending', tries = m.tries + 1, possibly_twice = m.possibly_twice or m.state in ('sending', 'unknown'), changed_at = now(),
      to_name = excluded.to_name, to_address = excluded.to_address, subject = excluded.subject,
      text_body = excluded.text_body, html_body = excluded.html_body, attached = excluded.attached
    where m.state <> 'sent' and not (m.state = 'sending' and m.tries >= $4)
  returning invoice_id as "invoiceId", kind, message_id as "messageId", possibly_twice as "possiblyTwice"`;

const textOf = ({ invoiceId, kind }: MailKey) => `${invoiceId} ${kind}`;

/**
 * Sends each mail once, as far as SMTP allows, which knows no idempotency key. A row says `sending` right before the server is spoken to.
 * Found again in that state, by a process that was killed or after an answer that never came, the mail may be out: it goes once more under
 * the same Message-ID and marked as possibly doubled, and no third time.
 */
@Injectable()
export class RegisteredMail {
  /** Committed by itself, right before the sending; mails that begin at the same time share the statement. */
  private readonly begin = together((letters: RegisteredLetter[]) => this.beginAll(letters));

  /** A mail that still waits for a connection is not begun, or our own end would leave it in doubt. */
  private readonly turns: Turns;

  constructor(
    private readonly mailer: Mailer,
    private readonly sender: Sender,
    private readonly db: DataSource,
  ) {
    this.turns = new Turns(sender.connections);
  }

  /** For `act`. Throws what `Mailer.send` throws. */
  send(letter: RegisteredLetter): Promise<Delivery> {
    return this.turns.take(() => this.sendNow(letter));
  }

  /**
   * For `withdraw`: it is certain that nothing was sent, so this try does not count. What an earlier one left in doubt stays so, and so does
   * another process's sending that is under way: whoever began second has marked the mail already. Only after a `send` of one's own.
   */
  async withdraw({ invoiceId, kind }: MailKey, db: EntityManager): Promise<void> {
    await db.query(
      `update mail set state = 'waiting', tries = tries - 1, changed_at = now() where invoice_id = $1 and kind = $2 and state = 'sending'`,
      [invoiceId, kind],
    );
  }

  /** For `record`. A refused mail was certainly not sent, so that try does not count either. */
  async settle({ invoiceId, kind }: MailKey, delivery: Delivery, tx: Records): Promise<void> {
    if (delivery.outcome === 'sent-before') return;
    const change = { state: delivery.outcome, changedAt: new Date() };
    if (delivery.outcome === 'sent') tx.update(MailRow, { invoiceId, kind }, { ...change, serverSaid: delivery.serverSaid });
    else if (delivery.outcome === 'unknown') tx.update(MailRow, { invoiceId, kind }, change);
    else {
      const serverSaid = delivery.reason;
      const db = await tx.manager();
      await db.update(MailRow, { invoiceId, kind }, { ...change, serverSaid, tries: () => 'tries - 1' });
    }
  }

  private async sendNow(letter: RegisteredLetter): Promise<Delivery> {
    const begun = await this.begin(letter);
    if (!begun) return this.ended(letter);
    const { messageId, possiblyTwice } = begun;
    const answer = await this.mailer.send({ ...letter, messageId, possiblyTwice });
    return answer.outcome === 'sent' ? { ...answer, possiblyTwice } : answer;
  }

  /** In the order asked. Nothing comes back for a mail that may not be sent: it went out, or was tried often enough. */
  private async beginAll(letters: readonly RegisteredLetter[]): Promise<(Begun | undefined)[]> {
    const begun = await this.db.query<(Begun & MailKey)[]>(BEGIN, [
      letters.map(({ invoiceId }) => invoiceId),
      letters.map(({ kind }) => kind),
      letters.map((letter) => this.messageIdOf(letter)),
      UNCERTAIN_SENDINGS,
      letters.map(({ to }) => to.name),
      letters.map(({ to }) => to.address),
      letters.map(({ subject }) => subject),
      letters.map(({ text }) => text),
      letters.map(({ html }) => html),
      letters.map(({ attachments = [] }) => attachments.map(({ filename }) => filename.replaceAll('/', '_')).join('/')),
    ]);
    const byKey = new Map(begun.map((one) => [textOf(one), one]));
    return letters.map((letter) => byKey.get(textOf(letter)));
  }

  private messageIdOf({ invoiceNumber, kind }: RegisteredLetter): string {
    return `<${invoiceNumber.replace(/[^\w-]+/g, '_')}-${kind}@${this.sender.domain}>`;
  }

  private async ended({ invoiceId, kind }: MailKey): Promise<Delivery> {
    const [row] = await this.db.query<(Doubt & { state: string })[]>(
      `select state, possibly_twice as "possiblyTwice" from mail where invoice_id = $1 and kind = $2`,
      [invoiceId, kind],
    );
    return row?.state === 'sent' ? { outcome: 'sent-before', possiblyTwice: row.possiblyTwice } : { outcome: 'unknown' };
  }
}
