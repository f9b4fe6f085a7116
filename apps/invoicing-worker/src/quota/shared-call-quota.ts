import { randomUUID } from 'node:crypto';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { together } from '@takings/database';
import { Unavailable } from '@takings/runtime';
import { DataSource, type EntityManager } from 'typeorm';
import { type BookState, CallBook, type Decision, emptyBook, type Seen } from './call-book';
import type { Limits } from './limits';
import { CallQuota, type Grant } from './call-quota';

/** Nobody sleeps longer before asking again: another replica may have got an answer, and whoever waits must be seen to wait. */
const ASK_AGAIN_WITHIN_MS = 1000;

/** So that Nest can hand over limits that differ from the documented ones. */
export class QuotaLimits {
  constructor(readonly limits: Limits) {}
}

type Change<T> = (book: CallBook, now: number) => T;

/**
 * The book is one row, read and written in short transactions, under that row's lock and by the database's clock;
 * no lock is held while a call is under way.
 */
@Injectable()
export class SharedCallQuota extends CallQuota implements OnModuleDestroy {
  /** Changes that are wanted at the same time share the transaction, one after the other. */
  private readonly writeWithOthers = together((changes: Change<unknown>[]) => this.writeAll(changes));
  private readonly sleepers = new Set<() => void>();
  private stopping = false;

  constructor(
    private readonly db: DataSource,
    private readonly settings: QuotaLimits,
  ) {
    super();
  }

  async acquire(stage: string): Promise<Grant> {
    const id = randomUUID();
    for (;;) {
      const { decision, now } = await this.write((book, now) => ({ decision: book.ask(id, stage, now), now }));
      if (decision.go) return this.grant(id);
      if (decision.why === 'day') throw outOfDay(decision.askAgainAt, now);
      if (this.stopping) throw new Unavailable('Takings is stopping; nothing was sent to Xero', { retryAfterMs: ASK_AGAIN_WITHIN_MS });
      await this.sleep(decision.askAgainAt - now);
    }
  }

  async turn(stage: string, waiting: number, fullBatch: number): Promise<void> {
    while (!this.stopping) {
      const { decision, now } = await this.look(stage, waiting, fullBatch);
      if (decision.go) return;
      await this.sleep(decision.askAgainAt - now);
    }
  }

  onModuleDestroy() {
    this.stopping = true;
    this.wake();
  }

  /** A database that is away is no reason to hold the batch back: the stage finds it out and says so. */
  private async look(stage: string, waiting: number, fullBatch: number): Promise<{ decision: Decision; now: number }> {
    try {
      return await this.write((book, now) => ({ decision: book.turn(stage, waiting, fullBatch, now), now }));
    } catch {
      return { decision: { go: true }, now: 0 };
    }
  }

  private grant(id: string): Grant {
    const close = async (how: (book: CallBook, now: number) => void) => {
      await this.write(how);
      this.wake();
    };
    return {
      answered: (seen: Seen) => close((book, now) => book.answered(id, now, seen)),
      neverSent: () => close((book, now) => book.neverSent(id, now)),
    };
  }

  private write<T>(change: Change<T>): Promise<T> {
    return this.writeWithOthers(change) as Promise<T>;
  }

  private writeAll(changes: readonly Change<unknown>[]): Promise<unknown[]> {
    return this.db.transaction(async (tx) => {
      const { state, now } = await lockedBook(tx);
      const book = new CallBook(state, this.settings.limits);
      const results = changes.map((change) => change(book, now));
      await tx.query('update xero_quota set book = $1', [JSON.stringify(book.state)]);
      return results;
    });
  }

  private sleep(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        clearTimeout(timer);
        this.sleepers.delete(wake);
        resolve();
      };
      const timer = setTimeout(wake, Math.min(Math.max(ms, 1), ASK_AGAIN_WITHIN_MS));
      this.sleepers.add(wake);
    });
  }

  private wake() {
    for (const wake of [...this.sleepers]) wake();
  }
}

/** The clock is read after the lock was won, or calls that waited for it would be dated too early. */
async function lockedBook(tx: EntityManager): Promise<{ state: BookState; now: number }> {
  const [row] = await tx.query<{ book: Partial<BookState>; now: string }[]>(
    `with locked as materialized (select book from xero_quota for update)
     select book, extract(epoch from clock_timestamp()) * 1000 as now from locked`,
  );
  return { state: { ...emptyBook(), ...row!.book }, now: Number(row!.now) };
}

const outOfDay = (askAgainAt: number, now: number) =>
  new Unavailable(`Xero's calls for today are used up; they are asked for again at ${new Date(askAgainAt).toISOString()}`, {
    everybody: true,
    retryAfterMs: Math.ceil(askAgainAt - now),
  });
