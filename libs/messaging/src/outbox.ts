import { Inject, Injectable } from '@nestjs/common';
import type { Given } from '@takings/contracts';
import { DataSource, type EntityManager } from 'typeorm';
import { type Cause, envelope, together, write } from './envelope';
import { RUNNER_OPTIONS, type RunnerOptions } from './options';
import { insertOutbox } from './outbox-rows';
import { clientOf, poolOf } from '@takings/database';
import type { OutboxRow } from './publisher';
import { StageTransport } from './stage-transport';

/** Gives facts where no stage does: what a person decided, and what a clock brought. */
@Injectable()
export class Outbox {
  constructor(
    private readonly db: DataSource,
    private readonly transport: StageTransport,
    @Inject(RUNNER_OPTIONS) private readonly options: RunnerOptions,
  ) {}

  /**
   * Runs `work` in a transaction; the facts it gives are written with its rows and published right after the commit. When the broker is
   * away they wait in the outbox. Throws what `work` throws, and then nothing was written and nothing is given.
   */
  async during<T>(work: (db: EntityManager, give: (...facts: Given[]) => void) => Promise<T>, cause: Cause = {}): Promise<T> {
    await this.transport.room();
    const rows: OutboxRow[] = [];
    const result = await this.db.transaction(async (manager) => {
      const outcome = await work(manager, (...facts) => void rows.push(...facts.map((fact) => envelope(this.options.app, fact, cause))));
      await insertOutbox(await clientOf(manager), rows, this.options.leaseMs);
      return outcome;
    });
    this.transport.publish(rows);
    return result;
  }

  /** Gives facts that come with no rows: one statement in place of a transaction around it. `together`: how many may share a message. */
  async give(facts: readonly Given[], { cause = {}, together: size = 1 }: { cause?: Cause; together?: number } = {}): Promise<void> {
    await this.transport.room();
    const written = facts.map((fact) => write(this.options.app, fact, cause));
    const rows = together(written, size);
    await insertOutbox(poolOf(this.db), rows, this.options.leaseMs);
    this.transport.publish(rows);
  }
}
