import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { Unavailable } from '@takings/runtime';
import { DataSource } from 'typeorm';

/** How long one try waits, and how often it looks. Short waits are the rule: the charges were on their way before the run was. */
const PATIENCE_MS = 8000;
const LOOK_EVERY_MS = 100;

/**
 * Whether as many charges have come from the back office, been taken back, or asked to be changed, as had been there when a run was asked for. What a person
 * discarded on its way counts as well: it never comes.
 */
@Injectable()
export class ChargeArrivals {
  constructor(private readonly db: DataSource) {}

  /** Throws `Unavailable` with the counts when they have not come in good time. */
  async waitFor(entered: number, patienceMs = PATIENCE_MS): Promise<void> {
    const until = Date.now() + patienceMs;
    for (;;) {
      const arrived = await this.count();
      if (arrived >= entered) return;
      if (Date.now() >= until) throw new Unavailable(`${arrived} of ${entered} charges have arrived; the run is gathered when all have`);
      await sleep(LOOK_EVERY_MS);
    }
  }

  private async count(): Promise<number> {
    const [{ arrived }] = await this.db.query(ARRIVED);
    return arrived;
  }
}

/** A fact that could be read was parked under its id; in what could not be read nothing can be counted. A change is of one charge. */
const ARRIVED = `
  with discarded as (
    select convert_from(body, 'UTF8')::jsonb -> 'data' as data from parked
    where stage in ('note-charge', 'change-charge') and outcome = 'discarded' and "settledAt" is not null and length(id) = 36
  )
  select (select coalesce(sum(charges + withdrawn), 0) from charge_batch)::int
       + (select coalesce(sum(coalesce(jsonb_array_length(coalesce(data -> 'charges', data -> 'chargeRefs')), 1)), 0) from discarded)::int as arrived`;
