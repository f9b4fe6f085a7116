import { Logger } from '@nestjs/common';
import { setTimeout as wait } from 'node:timers/promises';
import type { Given } from '@takings/contracts';
import type { DataSource } from 'typeorm';
import { AlreadyDone, BatchTx, type Outgoing, SomeAlreadyDone } from './batch-tx';
import { type Cause, envelope, together, write } from './envelope';
import { causeOf, idsOf, type Item, parkingOf } from './item';
import type { StageMetrics } from './metrics';
import type { RunnerOptions } from './options';
import type { Publisher } from './publisher';
import type { Park, Stage, StuckKind } from './stage';
import { isDatabaseDown, isTransient } from './verdict';

const DATABASE_AGAIN_MS = 500;
const TRANSIENT_TRIES = 5;

/** What becomes of the facts of a batch. */
export interface Ends {
  done(item: Item): void;
  /** The same fact came twice in one batch; the other one is recorded. */
  twin(item: Item): void;
  failed(item: Item, error: unknown): void;
  /** Something was recorded: the stage works. */
  succeeded(): void;
}

/** The last step of a stage: what it did, what it gives and that it has done so become one transaction. */
export class Recorder {
  private readonly log: Logger;
  private stopping = false;

  constructor(
    private readonly stage: Stage,
    private readonly db: DataSource,
    private readonly publisher: Publisher,
    private readonly options: RunnerOptions,
    private readonly metrics: StageMetrics,
    private readonly ends: Ends,
  ) {
    this.log = new Logger(stage.name);
    if (Boolean(stage.record) === Boolean(stage.recordAll)) throw new Error(`${stage.name} must have either record or recordAll`);
  }

  stop() {
    this.stopping = true;
  }

  /** The heart: rows, inbox marks and outbox of the whole batch in one statement, then the acks, then the facts. */
  async record(all: Item[], markFirst = false): Promise<void> {
    await this.publisher.room();
    const items = this.withoutTwins(all);
    const tx = new BatchTx(this.db, this.stage.name, idsOf(items));
    const confirmed = this.publisher.confirmed;
    this.publisher.confirmed = [];
    try {
      if (markFirst) await tx.begin();
      if (this.stage.recordAll) await this.recordTogether(items, tx);
      else for (const item of items) await this.recordOne(item, tx);
      const done = items.filter(({ error }) => error === undefined);
      const messages = this.messages(done.filter(({ event }) => tx.mayBeNew(event.id)));
      const { fresh, parked } = await tx.commit(idsOf(done), messages, confirmed, this.options.leaseMs);
      for (const item of done) this.ends.done(item);
      this.publisher.send(fresh.size === done.length ? messages : messages.filter(({ cause }) => cause === null || fresh.has(cause)));
      this.publisher.send(parked);
      this.tellStage(done, fresh);
      this.count(done, fresh, parked.length);
      for (const item of items) if (item.error !== undefined) this.ends.failed(item, item.error);
    } catch (error) {
      this.publisher.confirmed.push(...confirmed);
      await this.rollback(tx);
      if (error instanceof SomeAlreadyDone) await this.record(items, true);
      else await this.recordAgain(items, error);
    }
  }

  /** The facts given, as messages; those that may travel together are made one. */
  private messages(done: Item[]): Outgoing[] {
    const { app } = this.options;
    const { givesTogether = 1 } = this.stage;
    const of = <T>(make: (fact: Given, cause: Cause) => T) =>
      done.flatMap(({ event, given }) => {
        const cause = causeOf(event);
        return given!.map((fact) => make(fact, cause));
      });
    if (givesTogether === 1) return of((fact, cause) => ({ ...envelope(app, fact, cause), cause: cause.causationid! }));
    return together(
      of((fact, cause) => write(app, fact, cause)),
      givesTogether,
    ).map((row) => ({ ...row, cause: null }));
  }

  private async recordOne(item: Item, tx: BatchTx) {
    item.error = undefined;
    try {
      const given = this.stage.record!(
        item as never,
        tx.for(item.event.id, () => parkingOf(item, this.options.app, this.stage.name)),
      );
      item.given = given instanceof Promise ? await given : given;
    } catch (error) {
      tx.forget(item.event.id);
      if (error instanceof AlreadyDone) item.given = [];
      else if (tx.opened)
        throw error; // its SQL may have broken the transaction for all
      else item.error = error;
    }
  }

  /** What it throws undoes the whole batch. */
  private async recordTogether(items: Item[], tx: BatchTx) {
    const db = await tx.manager();
    const fresh = items.filter(({ event }) => tx.mayBeNew(event.id));
    const given = fresh.length > 0 ? await this.stage.recordAll!(fresh as never, db, this.parkIn(tx) as Park) : [];
    if (given.length !== fresh.length) throw new Error(`recordAll answered for ${given.length} of ${fresh.length} facts`);
    for (const item of items) Object.assign(item, { error: undefined, given: [] });
    for (const [i, item] of fresh.entries()) item.given = given[i];
  }

  private parkIn(tx: BatchTx) {
    return (item: Item, kind: StuckKind, reason: string) =>
      tx.for(item.event.id, () => parkingOf(item, this.options.app, this.stage.name)).park(kind, reason);
  }

  /** After the commit nothing of it can be undone, whatever becomes of this. */
  private tellStage(done: Item[], fresh: Set<string>) {
    if (!this.stage.recorded || fresh.size === 0) return;
    try {
      this.stage.recorded(done.filter(({ event }) => fresh.has(event.id)) as never);
    } catch (error) {
      this.log.error(error instanceof Error ? error.stack : error);
    }
  }

  /** Nothing was written. Who is to blame? The database: wait. Chance: all again. One of them: each alone; `act` is not repeated. */
  private async recordAgain(items: Item[], error: unknown): Promise<void> {
    if (isDatabaseDown(error)) {
      this.log.warn(`the database is away: ${(error as Error).message}`);
      await wait(DATABASE_AGAIN_MS);
      if (!this.stopping) await this.record(items);
      return;
    }
    if (isTransient(error) && items.every(({ tries }) => tries < TRANSIENT_TRIES)) {
      for (const item of items) item.tries++;
      return this.record(items);
    }
    if (items.length === 1) return this.ends.failed(items[0]!, error);
    this.metrics.oneByOne.inc();
    for (const item of items) await this.record([item]);
  }

  /** The same fact twice in one batch would double its rows. */
  private withoutTwins(all: Item[]): Item[] {
    const seen = new Set<string>();
    return all.filter((item) => {
      const first = seen.size < seen.add(item.event.id).size;
      if (!first) {
        this.metrics.duplicates.inc();
        this.ends.twin(item);
      }
      return first;
    });
  }

  private count(done: Item[], fresh: Set<string>, parked: number) {
    this.metrics.batches.inc();
    this.metrics.given.inc(done.reduce((sum, { event, given }) => sum + (fresh.has(event.id) ? given!.length : 0), 0));
    this.metrics.parked.inc(parked);
    this.metrics.duplicates.inc(done.length - fresh.size);
    const [oldest] = done;
    if (!oldest) return;
    this.metrics.lag.set((Date.now() - Date.parse(oldest.event.time)) / 1000);
    this.ends.succeeded();
  }

  private async rollback(tx: BatchTx) {
    try {
      await tx.rollback();
    } catch (error) {
      this.log.debug(`nothing to roll back, the connection is gone: ${(error as Error).message}`);
    }
  }
}
