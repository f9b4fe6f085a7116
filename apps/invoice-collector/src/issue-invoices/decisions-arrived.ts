import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { Unavailable } from '@takings/runtime';
import { DataSource } from 'typeorm';

/** How long one try waits, and how often it looks: the decisions were on their way before the approval was. */
const PATIENCE_MS = 8000;
const LOOK_EVERY_MS = 50;

/** Whether all that people decided about single invoices before they approved the run has come; it travels in another queue. */
@Injectable()
export class DecisionsArrived {
  constructor(private readonly db: DataSource) {}

  /** Throws `Unavailable` with the counts when they have not come in good time. */
  async waitFor(runId: string, decisions: number, patienceMs = PATIENCE_MS): Promise<void> {
    const until = Date.now() + patienceMs;
    while (decisions > 0) {
      const [steering] = await this.db.query('select decisions, stopped_at from run_steering where run_id = $1', [runId]);
      const arrived = steering?.decisions ?? 0;
      if (arrived >= decisions || steering?.stopped_at) return;
      if (Date.now() >= until)
        throw new Unavailable(`${arrived} of ${decisions} decisions about its invoices have arrived; the run goes out when all have`);
      await sleep(LOOK_EVERY_MS);
    }
  }
}
