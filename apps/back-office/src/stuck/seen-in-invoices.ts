import type { EntityManager } from 'typeorm';

type Db = Pick<EntityManager, 'query'>;

/** SQL: always the same uuid of a text, of version 5 and its variant by the digits that tell them. */
const idOf = (text: string) => `overlay(overlay(md5(${text}) placing '5' from 13) placing '8' from 17)::uuid`;

/**
 * What the stuck list knows of an invoice, after a fact about either: whose it is and how much money is at risk, whether the bank is being
 * asked, and whether a credit waits for finance. The two come by queues of their own, in any order; whoever is second sees the first, since
 * both hold the same lock to the end of their transaction.
 */
export async function seeInvoice(db: Db, invoiceId: string, nextAskAt?: string): Promise<void> {
  await lockStuck(db, invoiceId);
  await db.query(ASKING, [invoiceId, nextAskAt ?? null]);
  await db.query(creditsOf('i.invoice_id = $1::uuid'), [invoiceId]);
  await describe(db, invoiceId, nextAskAt);
}

export const lockStuck = (db: Db, subject: string) => db.query(`select pg_advisory_xact_lock(hashtext('stuck:' || $1))`, [subject]);

/** Brings what is stuck about an invoice to how the invoice stands; alone, for facts by which nothing new can be stuck. */
export async function describe(db: Db, invoiceId: string, nextAskAt?: string): Promise<void> {
  await db.query(DESCRIBE, [invoiceId, nextAskAt ?? null]);
}

/** A person was told of it, or has let it go: then that is the item. */
const RAISED = `exists (
  select 1 from stuck_item r where r.subject = i.invoice_id::text and r.kind in ('uncertain', 'held') and (r.open or r.outcome = 'discarded'))`;

const ASKING = `
  insert into stuck_item as s (stuck_id, app, round, stage, kind, reason, cause, desk, subject, actions, raised_at, next_at)
  select ${idOf("'asking:' || i.invoice_id")}, 'back-office', coalesce(i.asked_attempt, 1), 'ask-bank', 'asking',
    'Whether the card was debited is not certain: the answer of the bank did not come. Takings asks the bank, and goes on when it has answered.',
    'ask-bank/asking', 'finance', i.invoice_id::text, '{}', coalesce(i.uncertain_at, now()), $2::timestamptz
  from invoice i where i.invoice_id = $1::uuid and i.state = 'uncertain' and not ${RAISED}
  on conflict (stuck_id) do update set
    raised_at = case when excluded.round > s.round then excluded.raised_at else s.raised_at end,
    round = greatest(s.round, excluded.round)`;

const ASKED_ENOUGH = `s.kind = 'asking' and s.open and (i.state <> 'uncertain' or ${RAISED})`;

/**
 * At risk is what does not come in, or not into the books, before it is settled: a payer who could not be told has paid all the same. The bank
 * has been asked enough when it has answered; and when a person was told, which settles nothing.
 */
const DESCRIBE = `
  update stuck_item s set
    run_id = i.run_id, customer = i.customer_name, label = i.invoice_number, currency = i.currency,
    risk_minor = case
      when s.kind = 'credit' then s.risk_minor
      when s.stage = 'notify-payer' and i.state = 'paid' then 0
      else coalesce(i.amount_due_minor, i.total_minor) end,
    next_at = case when s.kind in ('asking', 'uncertain', 'held') then greatest(s.next_at, $2::timestamptz, a.next_at) end,
    settled_round = case when ${ASKED_ENOUGH} then s.round else s.settled_round end,
    outcome = case when ${ASKED_ENOUGH} then 'came-right' else s.outcome end,
    settled_by = case when ${ASKED_ENOUGH} then 'Takings' else s.settled_by end,
    settled_at = case when ${ASKED_ENOUGH} then case when i.state <> 'uncertain' then now() end else s.settled_at end
  from invoice i left join stuck_item a on a.stuck_id = ${idOf("'asking:' || i.invoice_id")}
  where s.subject = $1 and i.invoice_id = $1::uuid`;

/** One item for each invoice, however many of its sales are taken back; each further one opens it again. */
export const creditsOf = (which: string) => `
  insert into stuck_item as s (stuck_id, app, round, stage, kind, reason, cause, desk, subject, actions, raised_at,
    run_id, customer, label, currency, risk_minor)
  select ${idOf("'credit:' || i.invoice_id")}, 'back-office', greatest(c.proposals, 1), 'credit', k.kind,
    coalesce(c.reason, 'The sale was taken back, so the card was not debited.'), 'credit/' || k.kind, 'finance', i.invoice_id::text, '{discard}',
    coalesce(c.last_at, i.withheld_at), i.run_id, i.customer_name, i.invoice_number, i.currency,
    case when k.kind = 'withheld' then coalesce(i.amount_due_minor, i.total_minor) else c.credit_minor end
  from invoice i
  cross join lateral (
    select count(*)::int as proposals, sum(credit_minor) as credit_minor, max(proposed_at) as last_at,
      (array_agg('The sale ' || sale_ref || ' was taken back: ' || reason order by proposed_at desc))[1] as reason
    from credit_proposal p where p.invoice_id = i.invoice_id) c
  cross join lateral (select case when i.state = 'withheld' then 'withheld' else 'credit' end as kind) k
  where ${which} and (i.state = 'withheld' or c.proposals > 0)
  on conflict (stuck_id) do update set
    (round, kind, reason, cause, raised_at, risk_minor) =
    (excluded.round, excluded.kind, excluded.reason, excluded.cause, excluded.raised_at, excluded.risk_minor)`;
