import type { EntityManager } from 'typeorm';

/** What people decided about a run, as far as it has come here. */
export interface Steering {
  /** How many decisions about single invoices have come. */
  readonly decisions: number;
  /** The latest pause or resumption that has come. */
  readonly turn: number;
  readonly paused: boolean;
  /** Issuing has found the pause and waits to be told to go on. */
  readonly halted: boolean;
  readonly approved: boolean;
  readonly stopped: boolean;
}

/** How the run is steered, locked to the end of the transaction: gathering, issuing and decisions about one run happen one after the other. */
export async function steeringOf(db: EntityManager, runId: string): Promise<Steering> {
  await db.query('insert into run_steering (run_id) values ($1) on conflict do nothing', [runId]);
  const [steering] = await db.query(
    `select decisions, turn, paused, halted, approved_at is not null as approved, stopped_at is not null as stopped
     from run_steering where run_id = $1 for update`,
    [runId],
  );
  return steering;
}
