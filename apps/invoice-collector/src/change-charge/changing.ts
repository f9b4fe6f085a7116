import {
  ChargeChangeRefused,
  type ChargeChangeRequested,
  ChargeEdited,
  type ChargesEntered,
  ChargeWithdrawn,
  type DataOf,
  type Given,
} from '@takings/contracts';
import type { EntityManager } from 'typeorm';
import { beginWithdrawing } from '../note-charge/withdraw-charges';

type Requested = DataOf<typeof ChargeChangeRequested>;
type Charge = DataOf<typeof ChargesEntered>['charges'][number];
type Refused = Omit<DataOf<typeof ChargeChangeRefused>, 'changeId' | 'chargeRef' | 'refusal'>;

/**
 * Edits or withdraws a charge that is in no run; no run is gathered, released or issued meanwhile. A charge of a proposed run is refused as well:
 * people approve what they have seen, so nothing under a proposal changes. It is free again once its invoice was left out and the run has
 * been approved, or the run was stopped.
 */
export async function changeCharge(db: EntityManager, { changeId, chargeRef, charge }: Requested): Promise<Given> {
  await beginWithdrawing(db);
  // A run that is asked for after the request waits until it has come, as it does for charges.
  await db.query('insert into charge_batch (batch_id, charges, withdrawn) values ($1, 0, 1) on conflict do nothing', [changeId]);
  const [known]: (Refused & { withdrawn: boolean })[] = await db.query(KNOWN, [chargeRef]);
  const refusal = refusalOf(known);
  if (refusal) {
    const { runId = null, runOn = null, invoiceNumber = null, issuedAt = null } = known ?? {};
    return ChargeChangeRefused.of({ changeId, chargeRef, refusal, runId, runOn, invoiceNumber, issuedAt });
  }
  if (charge) {
    await edit(db, charge);
    return ChargeEdited.of({ changeId, chargeRef });
  }
  await db.query('update charge set withdrawn_at = now() where charge_ref = $1', [chargeRef]);
  return ChargeWithdrawn.of({ changeId, chargeRef });
}

function refusalOf(known: (Refused & { withdrawn: boolean }) | undefined): DataOf<typeof ChargeChangeRefused>['refusal'] | undefined {
  if (!known) return 'not-arrived';
  if (known.withdrawn) return 'withdrawn';
  if (known.issuedAt) return 'invoiced';
  return known.runId ? 'in-run' : undefined;
}

const KNOWN = `
  select c.withdrawn_at is not null as withdrawn, c.run_id as "runId", r.run_on::text as "runOn",
    case when i.issued_at is not null then i.invoice_number end as "invoiceNumber",
    to_char(i.issued_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "issuedAt"
  from charge c left join run r using (run_id) left join invoice i using (run_id, customer_ref, currency)
  where c.charge_ref = $1`;

/** Its place among the others stays: when it was entered, and with what. */
async function edit(db: EntityManager, charge: Charge): Promise<void> {
  const { chargeRef, customerRef, customerName, customerEmail, cardRef, currency, description, quantity, unitPrice, vatRate } = charge;
  await db.query(
    `update charge set customer_ref = $2, customer_name = $3, customer_email = $4, card_ref = $5, currency = $6, description = $7, quantity = $8,
       unit_price = $9, vat_rate = $10, net_minor = $11, vat_minor = $12, due_on = $13
     where charge_ref = $1`,
    [
      ...[chargeRef, customerRef, customerName, customerEmail, cardRef, currency, description, quantity, unitPrice, vatRate],
      ...[charge.netMinor, charge.vatMinor, charge.dueOn],
    ],
  );
}
