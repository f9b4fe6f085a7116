import type { DataOf, RunGathered } from '@takings/contracts';
import type { EntityManager } from 'typeorm';
import { INVOICE_TAKES, PUT_BACK } from './invoice-limits';

type Gathered = DataOf<typeof RunGathered>;

export interface Gathering {
  readonly runId: string;
  /** YYYY-MM-DD: charges due on or before it are gathered. */
  readonly runOn: string;
  /** References of customers whose charges are left alone. */
  readonly paused?: readonly string[];
}

/**
 * Gathers every open charge that is due into proposed invoices, one for each customer and currency, in the caller's transaction; what is
 * more than one invoice takes waits for the next run.
 * All of it happens inside PostgreSQL, so a million charges take no memory here. Asked again for the same run it changes nothing
 * and answers the same. It is preview and run in one: nothing goes out before the run is approved.
 */
export async function gather(db: EntityManager, { runId, runOn, paused = [] }: Gathering): Promise<Gathered> {
  // One run at a time: a second one waits here, and then finds what the first has left.
  await db.query(ONLY_GATHERING);
  const [known] = await db.query('select 1 from run where run_id = $1', [runId]);
  if (!known) {
    await db.query(OPEN_RUN, [runId, runOn, paused]);
    await db.query(
      'update charge set run_id = $1 where run_id is null and withdrawn_at is null and due_on <= $2 and not (customer_ref = any($3))',
      [runId, runOn, paused],
    );
    await db.query(PUT_BACK, [runId, INVOICE_TAKES.lines, INVOICE_TAKES.bytes]);
    await db.query(PROPOSE_INVOICES, [runId]);
    await db.query(PUT_CREDITS_ASIDE, [runId]);
  }
  const [gathered] = await db.query(SUMMARY, [runId]);
  return gathered.run;
}

const ONLY_GATHERING = `select pg_advisory_xact_lock(hashtext('gather-run'))`;

/** For who must not meet a run half gathered, to the end of the transaction; several may say so at the same time. */
export const NO_GATHERING = `select pg_advisory_xact_lock_shared(hashtext('gather-run'))`;

const OPEN_RUN = `
  insert into run (run_id, run_on, waiting, paused)
  select $1, $2, count(*), coalesce((select jsonb_agg(p order by p."customerRef") from (
      select c.customer_ref as "customerRef", (array_agg(c.customer_name order by c.entered_at desc))[1] as "customerName",
        c.currency, count(*) as charges, sum(c.net_minor + c.vat_minor) as "totalMinor"
      from charge c
      where c.run_id is null and c.withdrawn_at is null and c.due_on <= $2::date and c.customer_ref = any($3)
      group by c.customer_ref, c.currency) p), '[]')
  from charge where run_id is null and withdrawn_at is null and due_on > $2::date`;

/** What a run's charges come to for each customer and currency. */
const SUMS = `
  select customer_ref, currency, count(*) as lines, sum(net_minor) as net_minor, sum(vat_minor) as vat_minor, sum(net_minor + vat_minor) as total_minor
  from charge where run_id = $1 group by customer_ref, currency`;

/** The customer as the charge entered last has it: names, addresses and cards change. */
const LATEST = `
  select customer_name, customer_email, card_ref from charge
  where customer_ref = sums.customer_ref order by entered_at desc, batch_id desc, position desc limit 1`;

/** They have no numbers yet: those are given when they are issued. */
const PROPOSE_INVOICES = `
  with sums as (${SUMS}),
  due as (select *, row_number() over (order by customer_ref collate "C", currency) as seq from sums where total_minor > 0)
  insert into invoice (run_id, seq, customer_ref, customer_name, customer_email, card_ref, currency, lines, net_minor, vat_minor, total_minor)
  select $1::uuid, sums.seq, customer_ref, customer_name, customer_email, card_ref, currency, lines, net_minor, vat_minor, total_minor
  from due as sums, lateral (${LATEST}) as latest
  order by sums.seq`;

/** They stand behind the invoices. */
const PUT_CREDITS_ASIDE = `
  with sums as (${SUMS})
  insert into credit (run_id, seq, customer_ref, currency, customer_name, lines, net_minor, vat_minor, total_minor)
  select $1::uuid, (select count(*) from invoice i where i.run_id = $1) + row_number() over (order by customer_ref collate "C", currency),
         customer_ref, currency, customer_name, lines, net_minor, vat_minor, total_minor
  from sums, lateral (${LATEST}) as latest where total_minor <= 0`;

const SUMMARY = `
  select json_build_object(
    'runId', r.run_id,
    'invoices', (select count(*) from invoice i where i.run_id = r.run_id),
    'charges', (select coalesce(sum(lines), 0) from invoice i where i.run_id = r.run_id),
    'credits', (select count(*) from credit c where c.run_id = r.run_id),
    'proposals', (select count(*) from invoice i where i.run_id = r.run_id) + (select count(*) from credit c where c.run_id = r.run_id),
    'waiting', r.waiting,
    'paused', r.paused,
    'withoutCard', (select count(*) from invoice i where i.run_id = r.run_id and card_ref is null),
    'totals', (select coalesce(json_agg(t order by t.currency), '[]') from (
      select currency, count(*) as invoices, sum(net_minor) as "netMinor", sum(vat_minor) as "vatMinor", sum(total_minor) as "totalMinor"
      from invoice i where i.run_id = r.run_id group by currency) t)
  ) as run
  from run r where r.run_id = $1`;
