import type { CreditProposed, DataOf } from '@takings/contracts';
import type { EntityManager } from 'typeorm';

/** A sale is taken back once, so for an invoice it is proposed once: known ones are left as they are. */
export async function keepCredit(db: EntityManager, data: DataOf<typeof CreditProposed>, proposedAt: string): Promise<void> {
  await db.query(
    `insert into credit_proposal (invoice_id, sale_id, invoice_number, sale_ref, customer_ref, customer_name, currency, credit_minor, total_minor,
       charge_refs, reason, proposed_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) on conflict do nothing`,
    [
      data.invoiceId,
      data.saleId,
      data.invoiceNumber,
      data.saleRef,
      data.customerRef,
      data.customerName,
      data.currency,
      data.creditMinor,
      data.totalMinor,
      JSON.stringify(data.chargeRefs),
      data.reason,
      proposedAt,
    ],
  );
}
