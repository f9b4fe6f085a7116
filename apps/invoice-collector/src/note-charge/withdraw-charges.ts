import { CreditProposed, type DataOf, type Given, type SaleVoided } from '@takings/contracts';
import type { EntityManager } from 'typeorm';
import { NO_GATHERING } from '../gather-run/gathering';

type Voided = DataOf<typeof SaleVoided>;

/**
 * Takes the charges of a sale back: those in no run are withdrawn, and for an invoice that has some a credit is proposed. While it lasts no
 * run is gathered, so each charge ends as one of both. A charge among those put aside as credits has no invoice, and nothing to be credited.
 */
export async function withdrawCharges(db: EntityManager, sale: Voided): Promise<Given[]> {
  if (sale.chargeRefs.length === 0) return [];
  const [noted] = await db.query(NOTE, [sale.saleId, sale.chargeRefs.length, sale.voidedAt]);
  if (!noted) return [];
  await db.query(NO_GATHERING);
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
  insert into charge_batch as b (batch_id, charges, withdrawn, withdrawn_at) values ($1, 0, $2, $3)
  on conflict (batch_id) do update set withdrawn = excluded.withdrawn, withdrawn_at = excluded.withdrawn_at where b.withdrawn_at is null
  returning 1`;

const CREDITS = `
  select json_build_object(
    'invoiceId', i.invoice_id, 'invoiceNumber', i.invoice_number, 'runId', i.run_id,
    'customerRef', i.customer_ref, 'customerName', i.customer_name, 'customerEmail', i.customer_email, 'cardRef', i.card_ref,
    'currency', i.currency, 'totalMinor', i.total_minor, 'dueOn', r.run_on,
    'creditMinor', sum(c.net_minor + c.vat_minor), 'chargeRefs', json_agg(c.charge_ref order by c.position)
  ) as credit
  from charge c join invoice i using (run_id, customer_ref, currency) join run r using (run_id)
  where c.charge_ref = any($2) and c.batch_id = $1
  group by i.invoice_id, r.run_on
  order by i.invoice_number`;
