import type { DataOf, ChargesEntered } from '@takings/contracts';
import type { EntityManager } from 'typeorm';

/** Charges that came together: those somebody entered, or those of a sale, whose batch has the sale's id. */
export interface Batch {
  readonly batchId: string;
  readonly enteredAt: string;
  readonly charges: DataOf<typeof ChargesEntered>['charges'];
}

/** Charges in one statement; what is beyond goes into the next, so that a statement has an end however large the batches are. */
const CHARGES_AT_ONCE = 2000;

/** Known charges and batches are left as they are; those of a sale that was taken back before are withdrawn from the start. */
export async function insertCharges(db: EntityManager, batches: readonly Batch[]): Promise<void> {
  let part: Batch[] = [];
  let size = 0;
  for (const batch of batches) {
    part.push(batch);
    size += batch.charges.length;
    if (size < CHARGES_AT_ONCE) continue;
    await db.query(INSERT, [JSON.stringify(part)]);
    [part, size] = [[], 0];
  }
  if (part.length > 0) await db.query(INSERT, [JSON.stringify(part)]);
}

/**
 * The rows go in by reference, so that two batches that share references wait for each other instead of deadlocking. A batch is counted as it
 * was announced: a run waits until as many charges have arrived as were entered. A batch that is there without charges is that of a sale whose
 * end came before it.
 */
const INSERT = `
  with given as (
    select * from jsonb_to_recordset($1::jsonb) as g("batchId" uuid, "enteredAt" timestamptz, charges jsonb)
  ), batch as (
    insert into charge_batch as b (batch_id, charges)
    select "batchId", jsonb_array_length(charges) from given order by "batchId"
    on conflict (batch_id) do update set charges = excluded.charges where b.charges = 0
    returning batch_id, withdrawn_at
  )
  insert into charge (charge_ref, batch_id, position, entered_at, withdrawn_at, customer_ref, customer_name, customer_email, card_ref, currency,
                      description, quantity, unit_price, vat_rate, net_minor, vat_minor, due_on)
  select c."chargeRef", g."batchId", c.position, g."enteredAt", batch.withdrawn_at, c."customerRef", c."customerName", c."customerEmail", c."cardRef",
         c.currency, c.description, c.quantity, c."unitPrice", c."vatRate", c."netMinor", c."vatMinor", c."dueOn"
  from given g join batch on batch.batch_id = g."batchId", lateral rows from (
    jsonb_to_recordset(g.charges) as (
      "chargeRef" text, "customerRef" text, "customerName" text, "customerEmail" text, "cardRef" text, currency text, description text,
      quantity text, "unitPrice" text, "vatRate" text, "netMinor" bigint, "vatMinor" bigint, "dueOn" date)
  ) with ordinality as c("chargeRef", "customerRef", "customerName", "customerEmail", "cardRef", currency, description,
      quantity, "unitPrice", "vatRate", "netMinor", "vatMinor", "dueOn", position)
  order by c."chargeRef"
  on conflict (charge_ref) do nothing`;
