import type { EntityManager } from 'typeorm';

/**
 * Frees the charges of the run's invoices that will not go out, for the next run; those of a sale that was taken back meanwhile are
 * withdrawn instead. `leftOut`: only of invoices that were left out; otherwise of all that were not issued, and of what was put aside as
 * credits. Answers how many charges are free. The caller holds the run's steering.
 */
export async function release(db: EntityManager, runId: string, which: 'left-out' | 'all'): Promise<number> {
  await db.query(WITHDRAWING_WAITS);
  const all = which === 'all';
  await db.query(RETURN_NUMBERS, [runId, all]);
  const [{ freed }] = await db.query(RELEASE_INVOICES, [runId, all]);
  if (!all) return freed;
  const [{ freed: ofCredits }] = await db.query(RELEASE_CREDITS, [runId]);
  return freed + ofCredits;
}

/** For who decides by whether a sale has been taken back, to the end of the transaction: it is not taken back meanwhile. */
export const WITHDRAWING_WAITS = `select pg_advisory_xact_lock_shared(hashtext('withdraw-charges'))`;
/** For who takes a sale back: nobody decides by it meanwhile. */
export const ONLY_WITHDRAWING = `select pg_advisory_xact_lock(hashtext('withdraw-charges'))`;

/** An invoice that was gathered with a number gives it back to its series. */
const RETURN_NUMBERS = `
  with given_back as (
    update invoice set invoice_number = null
    from (select invoice_id as id, invoice_number as number from invoice where run_id = $1 and invoice_number is not null and issued_at is null
          and released_at is null and (left_out or $2::boolean)) as old
    where invoice_id = old.id returning old.number
  )
  insert into invoice_number_returned (series, number)
  select substring(number from '^(.*-)\\d+$'), substring(number from '(\\d+)$')::integer from given_back`;

const FREE = `
  update charge c set run_id = null, withdrawn_at = b.withdrawn_at
  from gone, charge_batch b
  where c.run_id = $1 and c.customer_ref = gone.customer_ref and c.currency = gone.currency and b.batch_id = c.batch_id
  returning c.withdrawn_at`;

const RELEASE_INVOICES = `
  with gone as (
    update invoice set released_at = now() where run_id = $1 and issued_at is null and released_at is null and (left_out or $2::boolean)
    returning customer_ref, currency
  ), freed as (${FREE})
  select count(*) filter (where withdrawn_at is null)::int as freed from freed`;

const RELEASE_CREDITS = `
  with gone as (delete from credit where run_id = $1 returning customer_ref, currency), freed as (${FREE})
  select count(*) filter (where withdrawn_at is null)::int as freed from freed`;
