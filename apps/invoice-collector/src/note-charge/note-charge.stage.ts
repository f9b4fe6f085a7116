import { Injectable } from '@nestjs/common';
import { ChargesEntered, type DataOf } from '@takings/contracts';
import type { Done, Stage, Tx } from '@takings/messaging';

/** Safe to repeat: a charge is known by its reference, and a known one is left as it is. */
@Injectable()
export class NoteCharge implements Stage<typeof ChargesEntered> {
  readonly name = 'note-charge';
  readonly takes = [ChargesEntered];

  key = ({ batchId }: DataOf<typeof ChargesEntered>) => `note-charge:${batchId}`;

  async record({ data, event }: Done<typeof ChargesEntered>, tx: Tx) {
    const db = await tx.manager();
    await db.query(INSERT, [data.batchId, event.time, JSON.stringify(data.charges)]);
    return [];
  }
}

/**
 * A whole batch in one statement. The rows go in by reference, so that two batches that share references wait for each other instead of deadlocking.
 * The batch is counted as it was announced: a run waits until as many charges have arrived as were entered.
 */
const INSERT = `
  with batch as (
    insert into charge_batch (batch_id, charges) values ($1::uuid, jsonb_array_length($3::jsonb)) on conflict do nothing
  )
  insert into charge (charge_ref, batch_id, position, entered_at, customer_ref, customer_name, customer_email, card_ref, currency,
                      description, quantity, unit_price, vat_rate, net_minor, vat_minor, due_on)
  select c."chargeRef", $1::uuid, c.position, $2::timestamptz, c."customerRef", c."customerName", c."customerEmail", c."cardRef", c.currency,
         c.description, c.quantity, c."unitPrice", c."vatRate", c."netMinor", c."vatMinor", c."dueOn"
  from rows from (
    jsonb_to_recordset($3::jsonb) as (
      "chargeRef" text, "customerRef" text, "customerName" text, "customerEmail" text, "cardRef" text, currency text, description text,
      quantity text, "unitPrice" text, "vatRate" text, "netMinor" bigint, "vatMinor" bigint, "dueOn" date)
  ) with ordinality as c("chargeRef", "customerRef", "customerName", "customerEmail", "cardRef", currency, description,
      quantity, "unitPrice", "vatRate", "netMinor", "vatMinor", "dueOn", position)
  order by c."chargeRef"
  on conflict (charge_ref) do nothing`;
