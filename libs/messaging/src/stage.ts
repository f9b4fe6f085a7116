import type { CloudEvent, DataOf, Fact, Given, StuckRaised } from '@takings/contracts';
import type { EntityManager, EntityTarget, ObjectLiteral } from 'typeorm';

/** One fact on its way through a stage. */
export interface Work<F extends Fact = Fact, Prepared = undefined> {
  readonly data: DataOf<F>;
  readonly event: Omit<CloudEvent, 'data'>;
  /** What `key` said of it: the business intent, the same at every repeat. */
  readonly key: string;
  readonly prepared: Prepared;
}
export interface Done<F extends Fact = Fact, Prepared = undefined, Result = undefined> extends Work<F, Prepared> {
  readonly result: Result;
}

export type StuckKind = DataOf<typeof StuckRaised>['kind'];

/**
 * What `record` may do to the database. Inserts and updates are collected and written for the whole batch in one statement, together with
 * the inbox mark and the outbox; only a stage that must read asks for the manager, which opens a real transaction around the batch.
 */
export interface Tx {
  insert<Row extends ObjectLiteral>(into: EntityTarget<Row>, row: Partial<Row>): void;
  /** The row of this key gets these values. It was there before the batch; of two changes to one row in a batch either may win. */
  update<Row extends ObjectLiteral>(table: EntityTarget<Row>, key: Partial<Row>, change: Partial<Row>): void;
  manager(): Promise<EntityManager>;
  /**
   * The world refused and a person must act: the fact is kept, and "retry" sends it through this stage again.
   * Facts that `record` returns still go out, so a refusal is both told and kept.
   */
  park(kind: StuckKind, reason: string): void;
}

/** Why a fact does not go on, and until when. */
export type Delay =
  /** It is tried again, at the earliest at `at`. */
  | { readonly kind: 'later'; readonly at: Date; readonly reason: string }
  /** It is kept for a person, as the stuck item of this id. */
  | { readonly kind: 'parked'; readonly stuckId: string; readonly reason: string };

/** As `park` of `Tx`, for one fact of those that are recorded together. */
export type Park = (done: Done<any, any, any>, kind: StuckKind, reason: string) => void;

/**
 * One arrow of the flow: it takes a fact, does one thing, and gives the next. The runner repeats a stage after a crash, so each
 * says in its comment why it is safe to repeat. A stage never publishes, acks, retries, logs its start and end, or catches.
 */
export interface Stage<F extends Fact = any, Prepared = any, Result = any> {
  /** The same in folder, queue, log, metric and `flow.ts`. */
  readonly name: string;
  readonly takes: readonly F[];
  /** How many `act` run at the same time; 50 if not said. For `actAll`: how many calls; 1 if not said. */
  readonly actsAtOnce?: number;
  /** How many facts one `actAll` gets at most; 50 if not said. */
  readonly actsOnUpTo?: number;
  /** How many facts of one batch may travel in one message; 1 if not said. Heavy traffic gains, but a message goes to one taker as a whole. */
  readonly givesTogether?: number;

  /** Names the business intent, never a random or message id. */
  key(data: DataOf<F>): string;
  /**
   * What this fact belongs to that people may pause, in the names of `pausable`: asked before `act`. While one of it is paused the fact is
   * held, with its intent withdrawn; what `act` has begun ends. If not said, no person's pause holds it.
   */
  pausedWith?(data: DataOf<F>): readonly string[];
  /** Writes our intent in a transaction of its own before `act`, for a provider that knows no idempotency key. Finds it again at a repeat. */
  prepare?(work: Work<F>, db: EntityManager): Promise<Prepared>;
  /**
   * In place of `prepare`, for intents that one statement can write together: what it resolves to is in the order of the facts, one for
   * each. When it throws, nothing of the batch is kept, and each fact is prepared alone, as a batch of one. The same intent may stand in
   * a batch twice.
   */
  prepareAll?(all: Work<F>[], db: EntityManager): Promise<Prepared[]>;
  /**
   * Takes this try's intent back, in a transaction of its own: `act` threw `Unavailable`, or was never called after the intent was written, so it is
   * certain that this try did nothing outside. Another try, in another process, may be under way: its intent must stay.
   */
  withdraw?(work: Work<F, Prepared>, db: EntityManager): Promise<void>;
  /**
   * For a screen that shows why somebody waits: this fact is put off, or kept for a person. What is put off is told in a transaction of its
   * own before it waits; a crash may lose that. What is parked is told in the transaction that parks it. Of facts that wait because their
   * stage is paused `stage.paused` tells, for all of them at once.
   */
  delayed?(work: Work<F>, delay: Delay, db: EntityManager): Promise<void>;
  /** Resolves when the provider would take another call; what has come meanwhile goes along. */
  turn?(waiting: number): Promise<void>;
  /** Talks to the outside; no transaction is open. */
  act?(work: Work<F, Prepared>): Promise<Result>;
  /** One call for many. An error in place of a result fails that one only; throwing fails all. */
  actAll?(all: Work<F, Prepared>[]): Promise<(Result | Error)[]>;
  /** Writes rows and returns the facts to give. Inbox mark, rows and facts are one transaction. A stage has this or `recordAll`. */
  record?(done: Done<F, Prepared, Result>, tx: Tx): Promise<Given[]> | Given[];
  /**
   * In place of `record`, for a stage whose facts are cheaper to record together. Gets those of a natural batch that are new, in their
   * order of arrival, in one transaction that has marked the inbox and then takes the facts given: one list for each fact, in the same
   * order. When it throws nothing was written, and each fact is recorded alone, as a batch of one; then it judges that fact only.
   */
  recordAll?(fresh: Done<F, Prepared, Result>[], db: EntityManager, park: Park): Promise<Given[][]>;
  /**
   * Called after the commit with the facts that were new, in the process that recorded them; for a socket that says "look again". A crash
   * before it loses the call, so nothing that must not be lost may depend on it. What it throws is logged and hurts nobody.
   */
  recorded?(fresh: Done<F, Prepared, Result>[]): void;
}
