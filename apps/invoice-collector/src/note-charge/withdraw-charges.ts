import { CreditProposed, type DataOf, type Given, type SaleVoided } from '@takings/contracts';
import type { EntityManager } from 'typeorm';
import { NO_GATHERING } from '../gather-run/gathering';
import { ONLY_WITHDRAWING } from '../steer-run/releasing';

type Voided = DataOf<typeof SaleVoided>;

/** Before anything else of a transaction that takes sales back: no run is gathered, released or issued while it looks at their charges. */
export async function beginWithdrawing(db: EntityManager): Promise<void> {
  await db.query(NO_GATHERING);
  await db.query(ONLY_WITHDRAWING);
}

/**
 * Takes the charges of a sale back: those in no run are withdrawn, and for an invoice that has some a credit is proposed; for one that is
 * still to be issued, once it is, and when it is left out the charges are withdrawn instead. So each charge ends as one of both. A charge
 * among those put aside as credits has no invoice, and nothing to be credited. The caller has begun withdrawing.
 */
export async function withdrawCharges(db: EntityManager, sale: Voided): Promise<Given[]> {
  if (sale.chargeRefs.length === 0) return [];
  const [noted] = await db.query(NOTE, [sale.saleId, sale.chargeRefs.length, sale.voidedAt, sale.saleRef, sale.reason]);
  if (!noted) return [];
  await db.query('update charge set withdrawn_at = $3 where charge_ref = any($2) and batch_id = $1 and run_id is null', [
    sale.saleId,
    sale.chargeRefs,
    sale.voidedAt,
  ]);
  const credits: { credit: Omit<DataOf<typeof CreditProposed>, 'saleId' | 'saleRef' | 'reason'> }[] = await db.query(CREDITS, [
    sale.saleId,
    sale.chargeRefs,
  ]);
  const { saleId, saleRef, reason } = sale;
  return credits.map(({ credit }) => CreditProposed.of({ ...credit, saleId, saleRef, reason }));
}

/** Nothing comes back when it was taken back before. A sale that has not come yet finds this row when it does. */
const NOTE = `
  insert into charge_batch as b (batch_id, charges, withdrawn, withdrawn_at, withdrawn_sale_ref, withdrawn_because) values ($1, 0, $2, $3, $4, $5)
  on conflict (batch_id) do update set withdrawn = excluded.withdrawn, withdrawn_at = excluded.withdrawn_at,
    withdrawn_sale_ref = excluded.withdrawn_sale_ref, withdrawn_because = excluded.withdrawn_because where b.withdrawn_at is null
  returning 1`;

const CREDITS = `
  select json_build_object(
    'invoiceId', i.invoice_id, 'invoiceNumber', i.invoice_number, 'runId', i.run_id,
    'customerRef', i.customer_ref, 'customerName', i.customer_name, 'customerEmail', i.customer_email, 'cardRef', i.card_ref,
    'currency', i.currency, 'totalMinor', i.total_minor, 'dueOn', r.run_on,
    'creditMinor', sum(c.net_minor + c.vat_minor), 'chargeRefs', json_agg(c.charge_ref order by c.position)
  ) as credit
  from charge c join invoice i using (run_id, customer_ref, currency) join run r using (run_id)
  where c.charge_ref = any($2) and c.batch_id = $1 and i.issued_at is not null
  group by i.invoice_id, r.run_on
  order by i.invoice_number`;
