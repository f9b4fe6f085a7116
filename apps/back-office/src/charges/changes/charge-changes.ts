import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { ChargeChangeRequested } from '@takings/contracts';
import { Outbox } from '@takings/messaging';
import { Conflict, Forbidden, InvalidInput, NotFound } from '@takings/runtime';
import { hasRole, type Person } from '@takings/runtime/http';
import type { EntityManager } from 'typeorm';
import { keepAudit } from '../../audit/audit';
import type { Charge } from '../charge-input';
import { insertBatch } from '../intake';
import { changesBetween } from './changes-between';
import { CHANGES_CHARGES, type Changeable, whyNotChange } from './legal-actions';

interface Asked {
  readonly chargeId: number;
  readonly person: Person;
  readonly because: string;
  /** The revision that was looked at. */
  readonly revision?: number;
}
type Locked = Changeable & { readonly revision: number; readonly charge: Charge };

/**
 * What people ask of charges. Whether it is done the collector decides, which alone knows what is in a run; until it has answered nobody asks
 * for anything else.
 */
@Injectable()
export class ChargeChanges {
  constructor(private readonly outbox: Outbox) {}

  /** Throws `Conflict` in words, or `NotFound`. */
  async withdraw(asked: Asked): Promise<void> {
    await this.ask(asked, () => ({ to: null, what: `asked to withdraw it: ${asked.because}` }));
  }

  /** `made` makes the charge as it is to be. Throws also `InvalidInput` when nothing would change. */
  async edit(asked: Asked, made: (chargeRef: string) => Charge): Promise<void> {
    await this.ask(asked, ({ charge }) => {
      const to = made(charge.chargeRef);
      const changes = changesBetween(charge, to);
      if (changes.length === 0) throw new InvalidInput('Nothing is different from what the charge says already');
      return { to, what: `asked to change ${changes.join(', ')}: ${asked.because}` };
    });
  }

  private async ask({ chargeId, person, because, revision }: Asked, wanted: (locked: Locked) => { to: Charge | null; what: string }) {
    await this.outbox.during(async (db, give) => {
      if (!hasRole(person, CHANGES_CHARGES)) throw new Forbidden('Charges are changed by the finance manager.', 'role');
      const locked = await lockedCharge(db, chargeId);
      const refusal = whyNotChange(locked, person);
      if (refusal) throw new Conflict(refusal);
      if (revision !== undefined && revision !== locked.revision)
        throw new Conflict('This charge has been changed since you looked at it. Look again before you decide.');
      const { to, what } = wanted(locked);
      const { chargeRef } = locked.charge;
      const changeId = randomUUID();
      await db.query('insert into charge_change (change_id, charge_ref, charge, because, requested_by) values ($1, $2, $3, $4, $5)', [
        ...[changeId, chargeRef, to && JSON.stringify(to), because, person.name],
      ]);
      // A run that is asked for from now on waits until the collector has decided.
      await insertBatch(db, { batchId: changeId, source: 'change', actor: person.name, charges: 1 });
      await keepAudit(db, { actor: person.name, action: 'charge change requested', about: chargeRef, detail: { what, because } });
      give(ChargeChangeRequested.of({ changeId, chargeRef, charge: to, requestedBy: person.name, because }));
    });
  }
}

async function lockedCharge(db: EntityManager, chargeId: number): Promise<Locked> {
  const [locked] = await db.query(LOCKED, [chargeId]);
  if (!locked) throw new NotFound(`There is no charge ${chargeId}`);
  // A second query: what was asked for while this one waited for the row is seen.
  const [asked] = await db.query(
    `select case when charge is null then 'withdraw' else 'edit' end as wants, requested_by as by, requested_at as at
     from charge_change where charge_ref = $1 and decided_at is null`,
    [locked.charge.chargeRef],
  );
  return { ...locked, asked: asked ?? null };
}

/** As a charge of a fact. */
export const CHARGE_JSON = `json_build_object(
  'chargeRef', c.charge_ref, 'customerRef', c.customer_ref, 'customerName', c.customer_name, 'customerEmail', c.customer_email, 'cardRef', c.card_ref,
  'currency', c.currency, 'description', c.description, 'quantity', c.quantity, 'unitPrice', c.unit_price, 'vatRate', c.vat_rate,
  'netMinor', c.net_minor, 'vatMinor', c.vat_minor, 'dueOn', c.due_on)`;

const LOCKED = `
  select c.state, c.revision, c.invoice_number as "invoiceNumber", c.invoiced_at as "invoicedAt", c.withdrawn_by as "withdrawnBy",
    c.withdrawn_at as "withdrawnAt", r.run_on::text as "runOn", r.approved_by as "runApprovedBy", ${CHARGE_JSON} as charge
  from charge c left join run r using (run_id) where c.charge_id = $1 for update of c`;
