import { setTimeout as wait } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import type { CloudEvent, Fact } from '@takings/contracts';
import { InvalidInput, Unavailable } from '@takings/runtime';
import type { DataSource, EntityManager } from 'typeorm';
import { Acks, type Delivery } from './acks';
import { Batcher } from './batcher';
import { open } from './envelope';
import type { Item } from './item';
import { StageMetrics } from './metrics';
import type { RunnerOptions } from './options';
import type { Publisher } from './publisher';
import type { Pauses } from './pauses';
import { Recorder } from './recorder';
import type { Stage } from './stage';
import { isDatabaseDown, isTransient } from './verdict';

const DATABASE_AGAIN_MS = 500;
const IN_HAND_AGAIN_MS = 50;

/** What the pipeline hands on when a fact cannot go its ordinary way. */
export interface Exits {
  failed(item: Item, error: unknown): void;
  unreadable(delivery: Delivery, fault: string, body: Buffer): void;
  /** Facts were recorded: the stage works. */
  succeeded(): void;
}

/**
 * Takes one stage's facts through prepare, act and record; each step works on what has come so far. It knows nothing of queues:
 * `Intake` brings messages, `Exits` takes what fails.
 */
export class StageRunner {
  readonly metrics: StageMetrics;
  readonly acks = new Acks();
  private readonly log: Logger;
  private readonly takes: Map<string, Fact>;
  private readonly preparing: Batcher<Item>;
  private readonly acting: Batcher<Item>;
  private readonly recording: Batcher<Item>;
  private readonly recorder: Recorder;
  private readonly prepares: boolean;
  private readonly acts: boolean;
  private stopping = false;
  /** Facts between their arrival and their end: one that comes again meanwhile, over a new channel, waits for the first to end. */
  private readonly inHand = new Set<string>();

  constructor(
    readonly stage: Stage,
    private readonly db: DataSource,
    publisher: Publisher,
    options: RunnerOptions,
    private readonly exits: Exits,
    private readonly pauses: Pauses,
  ) {
    this.log = new Logger(stage.name);
    this.metrics = new StageMetrics(stage.name);
    this.takes = new Map(stage.takes.map((fact) => [fact.type, fact]));
    this.prepares = Boolean(stage.prepare ?? stage.prepareAll);
    this.acts = Boolean(stage.act ?? stage.actAll);
    const turn = stage.turn?.bind(stage);
    this.preparing = new Batcher({ upTo: options.batch, atOnce: 1, work: (all) => this.prepare(all) });
    this.acting = stage.actAll
      ? new Batcher({ upTo: stage.actsOnUpTo ?? 50, atOnce: stage.actsAtOnce ?? 1, turn, work: (all) => this.actAll(all) })
      : new Batcher({ upTo: 1, atOnce: stage.actsAtOnce ?? 50, turn, work: ([item]) => this.actOne(item!) });
    this.recorder = new Recorder(stage, db, publisher, options, this.metrics, {
      done: (item) => this.end(item),
      twin: ({ delivery }) => this.acks.settle(delivery),
      failed: (item, error) => this.fail(item, error),
      succeeded: () => exits.succeeded(),
    });
    this.recording = new Batcher({ upTo: options.batch, atOnce: 1, work: (all) => this.recorder.record(all) });
  }

  get idle() {
    return this.preparing.idle && this.acting.idle && this.recording.idle;
  }

  /** Opens one message and starts every fact in it. */
  take(delivery: Delivery) {
    const all = open(delivery.raw.content);
    delivery.left = all.length;
    const items = all.flatMap(
      (one) => ('event' in one ? this.itemOf(one.event, delivery) : this.exits.unreadable(delivery, one.fault, one.body())) ?? [],
    );
    if (delivery.raw.fields.redelivered && this.acts) void this.startUnknown(items);
    else for (const item of items) this.start(item);
  }

  start(item: Item) {
    item.error = undefined;
    this.inHand.add(item.event.id);
    if (this.prepares) this.preparing.push(item);
    else if (this.acts) this.acting.push(item);
    else this.recording.push(item);
  }

  /** What has not begun, without the intent that `prepare` wrote; the caller gives it back. */
  async takeWaiting(): Promise<Item[]> {
    const prepared = this.acting.takeWaiting();
    const items = [...this.preparing.takeWaiting(), ...prepared];
    // Where `act` writes the intent itself, these have written none: what stands there is an earlier try's, which may have been done.
    if (this.prepares) await this.takeBack(prepared);
    for (const item of items) this.inHand.delete(item.event.id);
    return items;
  }

  stop() {
    this.stopping = true;
    this.recorder.stop();
  }

  private itemOf(event: CloudEvent, delivery: Delivery): Item | undefined {
    this.metrics.taken.inc();
    const headers = delivery.raw.properties.headers ?? {};
    const fact = this.takes.get(event.type);
    const parsed = fact?.data.safeParse(event.data);
    const item: Item = {
      event,
      data: parsed?.data,
      key: '',
      delivery,
      delayed: Number(headers['x-delayed'] ?? 0),
      tries: Number(headers['x-tries'] ?? 0),
    };
    if (parsed?.success) return Object.assign(item, { key: this.stage.key(parsed.data) });
    const why = parsed
      ? parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ')
      : `${this.stage.name} does not take ${event.type}; it takes ${[...this.takes.keys()].join(', ')}`;
    this.exits.failed(item, new InvalidInput(why));
    return undefined;
  }

  /** A message that comes again may have been recorded before its ack was lost; then nothing is called outside a second time. */
  private async startUnknown(items: Item[]) {
    const ids = items.map(({ event }) => event.id);
    while (ids.some((id) => this.inHand.has(id)) && !this.stopping) await wait(IN_HAND_AGAIN_MS);
    const known = await this.untilDatabase(() =>
      this.db.query<{ id: string }[]>('select id from inbox where stage = $1 and id = any($2::uuid[])', [this.stage.name, ids]),
    );
    const done = new Set(known?.map(({ id }) => id));
    for (const item of items) {
      if (!done.has(item.event.id)) this.start(item);
      else {
        this.metrics.duplicates.inc();
        this.acks.settle(item.delivery);
      }
    }
  }

  /** Writes intents in a transaction of their own; an intent already written is found again by the stage. */
  private async prepare(all: Item[]): Promise<void> {
    try {
      const prepared = await this.untilDatabase(() => this.db.transaction((manager) => this.intents(all, manager)));
      if (!prepared) return; // stopping: the broker delivers again
      all.forEach((item, i) => {
        item.prepared = prepared[i];
        if (this.acts) this.acting.push(item);
        else this.recording.push(item);
      });
    } catch (error) {
      if (all.length === 1) return this.fail(all[0]!, error);
      for (const item of all) await this.prepare([item]);
    }
  }

  private async intents(all: Item[], db: EntityManager): Promise<unknown[]> {
    if (this.stage.prepareAll) return this.stage.prepareAll(all as never, db);
    const intents: unknown[] = [];
    for (const item of all) intents.push(await this.stage.prepare!(item as never, db));
    return intents;
  }

  /** Those that may begin. What a person has paused is held; what was resumed meanwhile begins anew, as its intent is gone. */
  private async admitted(all: Item[]): Promise<Item[]> {
    const { pausedWith, name } = this.stage;
    if (!pausedWith) return all;
    const whatOf = ({ data }: Item) => pausedWith.call(this.stage, data as never);
    const paused = await this.untilDatabase(() => this.pauses.recent());
    if (!paused) return []; // stopping: the broker delivers again
    const waits = all.filter((item) => whatOf(item).some((what) => paused.has(what)));
    if (waits.length === 0) return all;
    if (this.prepares) await this.takeBack(waits);
    const held = await this.untilDatabase(() => this.pauses.hold(name, waits, whatOf));
    if (!held) return [];
    for (const item of held) this.end(item);
    for (const item of waits) if (!held.includes(item)) this.start(item);
    return all.filter((item) => !waits.includes(item));
  }

  private async actOne(item: Item) {
    if ((await this.admitted([item])).length === 0) return;
    const stopwatch = this.metrics.seconds.startTimer();
    try {
      item.result = await this.stage.act!(item as never);
      this.recording.push(item);
    } catch (error) {
      await this.withdraw(item, error);
    } finally {
      stopwatch();
    }
  }

  private async actAll(taken: Item[]) {
    const all = await this.admitted(taken);
    if (all.length === 0) return;
    const stopwatch = this.metrics.seconds.startTimer();
    try {
      const results = await this.stage.actAll!(all as never);
      for (const [i, item] of all.entries()) {
        const result = results[i];
        if (result instanceof Error) await this.withdraw(item, result);
        else {
          item.result = result;
          this.recording.push(item);
        }
      }
    } catch (error) {
      for (const item of all) await this.withdraw(item, error);
    } finally {
      stopwatch();
    }
  }

  private async withdraw(item: Item, error: unknown) {
    if (error instanceof Unavailable) await this.takeBack([item]);
    this.fail(item, error);
  }

  /**
   * Nothing was done outside, so the intents go. The facts wait for a database that is away: that nothing was done is known here alone.
   * An intent that stays all the same will be asked after.
   */
  private async takeBack(items: Item[]) {
    const { withdraw } = this.stage;
    if (!withdraw || items.length === 0) return;
    const takeBackAll = () =>
      this.db.transaction(async (manager) => {
        for (const item of items) await withdraw.call(this.stage, item as never, manager);
      });
    try {
      await (this.stopping ? takeBackAll() : this.untilDatabase(takeBackAll));
    } catch (error) {
      this.log.warn(`${items.length} intents stay and will be asked after: ${(error as Error).message}`);
    }
  }

  private fail(item: Item, error: unknown) {
    this.inHand.delete(item.event.id);
    this.exits.failed(item, error);
  }

  private end({ event, delivery }: Item) {
    this.inHand.delete(event.id);
    this.acks.settle(delivery);
  }

  /** Repeats while the database is away; resolves to nothing when the process stops meanwhile. */
  private async untilDatabase<T>(work: () => Promise<T>): Promise<T | undefined> {
    while (!this.stopping) {
      try {
        return await work();
      } catch (error) {
        if (!isDatabaseDown(error) && !isTransient(error)) throw error;
        if (isDatabaseDown(error)) await wait(DATABASE_AGAIN_MS);
      }
    }
    return undefined;
  }
}
