import { Injectable } from '@nestjs/common';
import {
  type DataOf,
  DebitNotStopped,
  DebitStopped,
  type Given,
  InvoiceResent,
  InvoiceVoided,
  InvoiceVoidRefused,
  StuckResolved,
} from '@takings/contracts';
import type { Done, Stage, Tx } from '@takings/messaging';
import type { EntityManager } from 'typeorm';
import { RunProgressWords } from '../runs/run-words';
import { StuckWords } from '../stuck/stuck-words';

type Answers = typeof DebitStopped | typeof DebitNotStopped | typeof InvoiceVoided | typeof InvoiceVoidRefused | typeof InvoiceResent;
interface Answered {
  readonly words: string;
  readonly reason?: string | null;
  readonly facts?: Given[];
}

/**
 * What the apps answered to decisions about invoices. The invoice is there, since it was decided about. Safe to repeat, and in any order:
 * an answer counts for the decision whose turn it names, and for no other.
 */
@Injectable()
export class TrackAnswers implements Stage<Answers> {
  readonly name = 'track-answers';
  readonly takes = [DebitStopped, DebitNotStopped, InvoiceVoided, InvoiceVoidRefused, InvoiceResent];

  constructor(
    private readonly words: RunProgressWords,
    private readonly stuck: StuckWords,
  ) {}

  key = (data: { invoiceId: string; turn?: number; sending?: number }) =>
    data.turn === undefined ? `track-answers:${data.invoiceId}:sending:${data.sending}` : `track-answers:${data.invoiceId}:${data.turn}`;

  async record({ data, event }: Done<Answers>, tx: Tx) {
    const db = await tx.manager();
    await db.query('select from invoice where invoice_id = $1 for update', [data.invoiceId]);
    const { words, reason = null, facts = [] } = await answered(db, event.type, data, event.time);
    await db.query('update invoice set version = version + 1 where invoice_id = $1', [data.invoiceId]);
    await db.query(
      'insert into invoice_event (event_id, invoice_id, at, fact, words, reason) values ($1, $2, $3, $4, $5, $6) on conflict do nothing',
      [event.id, data.invoiceId, event.time, event.type, words, reason],
    );
    return facts;
  }

  recorded(fresh: Done<Answers>[]) {
    this.words.changed(fresh.map(({ data }) => data.invoiceId));
    if (fresh.some(({ event }) => event.type === InvoiceVoided.type)) this.stuck.changed();
  }
}

async function answered(db: EntityManager, type: string, data: DataOf<Answers>, at: string): Promise<Answered> {
  switch (type) {
    case DebitStopped.type:
      return { words: 'On hold: the card is not debited until it is let go on' };
    case DebitNotStopped.type:
      return tooLate(db, data as DataOf<typeof DebitNotStopped>);
    case InvoiceVoided.type:
      return voided(db, data as DataOf<typeof InvoiceVoided>, at);
    case InvoiceVoidRefused.type:
      return refused(db, data as DataOf<typeof InvoiceVoidRefused>);
    default:
      return resent(db, data as DataOf<typeof InvoiceResent>);
  }
}

async function tooLate(db: EntityManager, { invoiceId, turn, reason }: DataOf<typeof DebitNotStopped>): Promise<Answered> {
  await db.query(
    `update invoice set hold_turn = null, hold_by = null, hold_because = null, hold_at = null where invoice_id = $1 and hold_turn = $2`,
    [invoiceId, turn],
  );
  await db.query('update invoice set void_refusal = $3 where invoice_id = $1 and void_turn = $2', [invoiceId, turn, reason]);
  return { words: 'It was too late to keep the card from being debited', reason };
}

/**
 * What waits for a person to mail or debit it is let go too: nobody must send out an invoice that was taken back. And the credit that was
 * proposed for it, if one was, is given by that.
 */
async function voided(db: EntityManager, { invoiceId }: DataOf<typeof InvoiceVoided>, at: string): Promise<Answered> {
  const [[invoice]] = await db.query<[{ void_by: string }[], number]>(
    `update invoice set voided_at = least(voided_at, $2), hold_turn = null, hold_by = null, hold_because = null, hold_at = null
     where invoice_id = $1 returning void_by`,
    [invoiceId, at],
  );
  const because = 'The invoice was taken back.';
  const [items] = await db.query<[{ stuckId: string; app: string; round: number }[], number]>(
    `update stuck_item set decided_round = round, decided_action = 'discard', decided_by = $2, decided_because = $3, decided_at = now()
     where subject = $1 and open and decided_round is distinct from round and stage in ('mail-invoice', 'charge-card') and actions @> '{discard}'
     returning stuck_id as "stuckId", app, round`,
    [invoiceId, invoice?.void_by, because],
  );
  const resolvedBy = invoice?.void_by ?? 'Takings';
  await db.query(
    `update stuck_item set settled_round = round, outcome = 'discarded', settled_by = $2, settled_at = now()
     where subject = $1 and open and stage = 'credit'`,
    [invoiceId, resolvedBy],
  );
  return {
    words: 'Taken back: voided in Xero, and the card is never debited',
    facts: items.map((item) => StuckResolved.of({ ...item, action: 'discard', resolvedBy, because })),
  };
}

async function refused(db: EntityManager, { invoiceId, turn, reason }: DataOf<typeof InvoiceVoidRefused>): Promise<Answered> {
  await db.query('update invoice set void_refusal = $3, void_stopped = true where invoice_id = $1 and void_turn = $2', [
    ...[invoiceId, turn, reason],
  ]);
  return { words: 'Xero did not let it be taken back; the card is not debited until somebody decides', reason };
}

async function resent(
  db: EntityManager,
  { invoiceId, sending, customerEmail, outcome, reason }: DataOf<typeof InvoiceResent>,
): Promise<Answered> {
  await db.query('update invoice set resend_asked_by = null where invoice_id = $1 and sendings = $2', [invoiceId, sending]);
  return { words: outcome === 'sent' ? `Sent again to ${customerEmail}` : `Could not be sent again to ${customerEmail}`, reason };
}
