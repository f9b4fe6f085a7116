import { ChargesGathered, type Given } from '@takings/contracts';
import type { EntityManager } from 'typeorm';

/** Charges in one fact. */
const CHARGES_TOGETHER = 1000;

/** The charges of the invoices and credits behind the first `told`, up to the place `until`: the back office says of each where it is. */
export async function chargesOf(db: EntityManager, runId: string, told: number, until: number): Promise<Given[]> {
  const rows: { ref: string }[] = await db.query(CHARGES, [runId, told, until]);
  const refs = rows.map(({ ref }) => ref);
  return Array.from({ length: Math.ceil(refs.length / CHARGES_TOGETHER) }, (_, n) =>
    ChargesGathered.of({ runId, part: told, chargeRefs: refs.slice(n * CHARGES_TOGETHER, (n + 1) * CHARGES_TOGETHER) }),
  );
}

const CHARGES = `
  select c.charge_ref as ref from (
    select customer_ref, currency from invoice where run_id = $1 and seq > $2 and seq <= $3
    union all
    select customer_ref, currency from credit where run_id = $1 and seq > $2 and seq <= $3
  ) part join charge c on c.run_id = $1 and c.customer_ref = part.customer_ref and c.currency = part.currency`;
