import { NotFound } from '@takings/runtime';
import type { EntityManager } from 'typeorm';
import type { InvoiceState } from './legal-actions';

/** A stuck item about the data of an invoice: what Xero or a mail server refused. */
export interface RefusedItem {
  readonly stuckId: string;
  readonly app: string;
  readonly round: number;
  readonly decidedBy: string | null;
}

export interface LockedInvoice {
  readonly invoiceId: string;
  readonly invoiceNumber: string;
  readonly customerRef: string;
  readonly customerName: string;
  readonly customerEmail: string;
  readonly currency: string;
  readonly totalMinor: number;
  readonly xeroInvoiceId: string | null;
  readonly state: InvoiceState;
  readonly version: number;
  readonly turns: number;
  readonly sendings: number;
  readonly filed: boolean;
  readonly mailed: boolean;
  readonly holdBy: string | null;
  readonly takingBackBy: string | null;
  readonly stoppedByRefusal: boolean;
  readonly sendingAgainBy: string | null;
  readonly watched: boolean;
  readonly refused: RefusedItem | null;
}

/** SQL of an invoice `i`: what its actions are decided by, beside its state, as fields of JSON. $2: the id of whoever asks. */
export const STANDING = `
  'filed', i.filed_at is not null, 'mailed', i.mailed_at is not null, 'holdBy', i.hold_by,
  'takingBackBy', case when i.void_turn is not null and i.void_refusal is null and i.voided_at is null then i.void_by end,
  'stoppedByRefusal', i.void_stopped and i.void_refusal is not null, 'sendingAgainBy', i.resend_asked_by,
  'watched', exists (select from invoice_watch w where w.invoice_id = i.invoice_id and w.person_id = $2 and w.seen_at is null),
  'refused', (select jsonb_build_object('stuckId', s.stuck_id, 'app', s.app, 'round', s.round,
       'decidedBy', case when s.decided_round = s.round then s.decided_by end)
     from stuck_item s where s.subject = i.invoice_id::text and s.open and s.actions @> '{retry}'
       and (s.stage = 'file-in-xero' and s.kind = 'rejected' or s.stage = 'mail-invoice' and s.kind = 'undeliverable')
     order by s.raised_at desc limit 1)`;

/** The invoice as it stands, held to the end of the transaction: two decisions about it come one after the other. Throws `NotFound`. */
export async function lockedInvoice(db: EntityManager, invoiceId: string, personId: string): Promise<LockedInvoice> {
  // Decisions about stuck items lock theirs; the invoice's own lock comes first, here as everywhere.
  await db.query('select from invoice where invoice_id = $1 for update', [invoiceId]);
  await db.query('select from stuck_item where subject = $1 and open order by stuck_id for update', [invoiceId]);
  const [row]: { invoice: LockedInvoice }[] = await db.query(
    `select jsonb_build_object('invoiceId', i.invoice_id, 'invoiceNumber', i.invoice_number, 'customerRef', i.customer_ref,
       'customerName', i.customer_name, 'customerEmail', i.customer_email, 'currency', i.currency, 'totalMinor', i.total_minor,
       'xeroInvoiceId', i.xero_invoice_id, 'state', i.state, 'version', i.version, 'turns', i.turns, 'sendings', i.sendings, ${STANDING}) as invoice
     from invoice i where i.invoice_id = $1`,
    [invoiceId, personId],
  );
  if (!row) throw new NotFound(`There is no invoice ${invoiceId}`);
  return row.invoice;
}
