import { CreditProposed, type DataOf, type Given, type InvoiceDue } from '@takings/contracts';
import type { EntityManager } from 'typeorm';
import { WITHDRAWING_WAITS } from '../steer-run/releasing';

type Credit = Omit<DataOf<typeof CreditProposed>, 'invoiceNumber'>;

/**
 * Credits for what is on these invoices and belongs to sales that were taken back after their run was gathered. Whoever comes later than this
 * transaction, issuing or taking back, proposes the credit; so it is proposed once.
 */
export async function creditsWith(db: EntityManager, issued: readonly DataOf<typeof InvoiceDue>[]): Promise<Given[]> {
  if (issued.length === 0) return [];
  await db.query(WITHDRAWING_WAITS);
  const rows: { credit: Credit & { invoiceNumber: string } }[] = await db.query(CREDITS, [issued.map(({ invoiceId }) => invoiceId)]);
  return rows.map(({ credit }) => CreditProposed.of(credit));
}

const CREDITS = `
  select json_build_object(
    'invoiceId', i.invoice_id, 'invoiceNumber', i.invoice_number, 'runId', i.run_id,
    'customerRef', i.customer_ref, 'customerName', i.customer_name, 'customerEmail', i.customer_email, 'cardRef', i.card_ref,
    'currency', i.currency, 'totalMinor', i.total_minor, 'dueOn', r.run_on,
    'creditMinor', sum(c.net_minor + c.vat_minor), 'chargeRefs', json_agg(c.charge_ref order by c.position),
    'saleId', b.batch_id, 'saleRef', b.withdrawn_sale_ref, 'reason', b.withdrawn_because
  ) as credit
  from invoice i join run r using (run_id) join charge c using (run_id, customer_ref, currency) join charge_batch b using (batch_id)
  where i.invoice_id = any($1) and b.withdrawn_because is not null
  group by i.invoice_id, r.run_on, b.batch_id
  order by i.invoice_number, b.batch_id`;
