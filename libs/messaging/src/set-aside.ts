import { createHash } from 'node:crypto';
import { Logger } from '@nestjs/common';
import { WorkDelayed } from '@takings/contracts';
import { Unavailable } from '@takings/runtime';
import type { DataSource, EntityManager } from 'typeorm';
import type { Delivery } from './acks';
import { envelope, open } from './envelope';
import { causeOf, type Item, parkingOf } from './item';
import type { RunnerOptions } from './options';
import { insertOutbox } from './outbox-rows';
import { type Parking, ParkedRows } from './parked';
import { clientOf } from '@takings/database';
import type { OutboxRow, Publisher } from './publisher';
import type { Delay } from './stage';
import type { StageRunner } from './stage-runner';
import { sentence, verdictOn } from './verdict';

const AT_ONCE_TRIES = 3;
const ONCE_MORE = 1;
const RETURN_AFTER_MS = 1000;

/** Decides what becomes of a fact whose stage threw: at once again, later, or kept for a person. Only the pause is somebody else's. */
export class SetAside {
  private readonly log: Logger;
  private busy = 0;

  constructor(
    private readonly runner: () => StageRunner,
    private readonly db: DataSource,
    private readonly publisher: Publisher,
    private readonly options: RunnerOptions,
    private readonly stage: string,
  ) {
    this.log = new Logger(stage);
  }

  get idle() {
    return this.busy === 0;
  }

  failed(item: Item, error: unknown) {
    void this.track(() => this.judge(item, error), item.delivery, item.event.id);
  }

  /** To a waiting room and back without being counted as a try. */
  putBack(item: Item) {
    void this.track(() => this.later(item, 0, item.delayed), item.delivery, item.event.id);
  }

  unreadable(delivery: Delivery, fault: string, body: Buffer) {
    // Named after its content: it may be one of several in a message, and the same when the message comes again.
    const id = createHash('sha256').update(body).digest('hex');
    const parking: Parking = {
      app: this.options.app,
      stage: this.stage,
      id,
      body,
      attempts: 1,
      factType: null,
      subject: null,
      cause: {},
      kind: 'poison',
      reason: fault,
    };
    void this.track(() => this.park(delivery, parking), delivery, id);
  }

  convict(delivery: Delivery, body: Buffer, reason: string) {
    const [fact] = open(body);
    if (!fact || !('event' in fact)) return this.unreadable(delivery, reason, body);
    const { event } = fact;
    const parking: Parking = {
      app: this.options.app,
      stage: this.stage,
      id: event.id,
      body,
      attempts: 1,
      factType: event.type,
      subject: event.subject,
      cause: causeOf(event),
      kind: 'failed',
      reason,
    };
    void this.track(() => this.park(delivery, parking), delivery, event.id);
  }

  private async judge(item: Item, error: unknown) {
    const verdict = verdictOn(error);
    if (verdict === 'at once' && item.tries < AT_ONCE_TRIES) {
      item.tries++;
      return this.runner().start(item);
    }
    if (verdict === 'once more' && item.tries < ONCE_MORE) {
      item.tries++;
      this.log.error(error instanceof Error ? error.stack : error);
      await this.tellLater(item, this.options.delaysMs[0]!, sentence(error));
      return this.later(item, 0, item.delayed);
    }
    if (verdict === 'later' && item.delayed < this.options.delaysMs.length) {
      const nth = this.waitFor(item, error);
      await this.tellLater(item, this.options.delaysMs[nth]!, sentence(error));
      return this.later(item, nth, item.delayed + 1);
    }
    const parking = {
      ...parkingOf(item, this.options.app, this.stage),
      kind: verdict === 'park' ? 'poison' : 'failed',
      reason: sentence(error),
    } as const;
    await this.park(item.delivery, parking, item);
  }

  /** It only tells: whatever becomes of it, the fact is put off all the same. */
  private async tellLater(item: Item, waitMs: number, reason: string) {
    const delay = { kind: 'later', at: new Date(Date.now() + waitMs), reason } as const;
    try {
      const told = [this.delayedFact(item, delay)];
      await this.db.transaction(async (manager) => {
        await this.tellStage(item, () => delay, manager);
        await insertOutbox(await clientOf(manager), told, this.options.leaseMs);
      });
      this.publisher.send(told);
    } catch (error) {
      this.log.warn(`cannot tell that ${item.event.id} waits: ${(error as Error).message}`);
    }
  }

  private delayedFact({ event: { subject, correlationid } }: Item, { at, reason }: Extract<Delay, { kind: 'later' }>): OutboxRow {
    const { app } = this.options;
    const [until, now] = [at.toISOString(), new Date().toISOString()];
    return envelope(app, WorkDelayed.of({ stage: this.stage, app, subject, reason, until, at: now }), { correlationid });
  }

  /** What could not be read says nothing about whom it concerns. */
  private async tellStage(item: Item | undefined, delay: () => Promise<Delay> | Delay, db: EntityManager) {
    const { stage } = this.runner();
    if (item?.data !== undefined && stage.delayed) await stage.delayed(item as never, await delay(), db);
  }

  /** The next wait in line, or a longer one where the provider said when to come again. */
  private waitFor({ delayed }: Item, error: unknown): number {
    const askedMs = error instanceof Unavailable ? (error.retryAfterMs ?? 0) : 0;
    const longEnough = this.options.delaysMs.findIndex((delayMs, i) => i >= delayed && delayMs >= askedMs);
    return longEnough < 0 ? this.options.delaysMs.length - 1 : longEnough;
  }

  /** Acked only when the waiting room has it; a crash between the two makes a duplicate, which the inbox drops. */
  private async later(item: Item, nth: number, delayed: number) {
    const headers = { 'x-delayed': delayed, 'x-tries': item.tries };
    await this.publisher.sendLater(
      this.options.delaysMs[nth]!,
      this.stage,
      Buffer.from(JSON.stringify(item.event)),
      headers,
      item.event.id,
    );
    this.runner().metrics.delayed.inc();
    this.runner().acks.settle(item.delivery);
  }

  /** The parked row and the fact that tells of it are one transaction; then the ack. */
  private async park(delivery: Delivery, parking: Parking, item?: Item) {
    const raised = await this.db.transaction(async (manager) => {
      const parked = new ParkedRows(manager);
      const facts = await parked.keep([parking]);
      await this.tellStage(
        item,
        async () => ({ kind: 'parked', stuckId: await parked.stuckIdOf(parking), reason: parking.reason }),
        manager,
      );
      await insertOutbox(await clientOf(manager), facts, this.options.leaseMs);
      return facts;
    });
    this.log.warn(`${parking.id} is kept for a person: ${parking.kind}`);
    this.runner().metrics.parked.inc();
    this.runner().acks.settle(delivery);
    this.publisher.send(raised);
  }

  /** Neither broker nor database may be there to set it aside: then it is returned after a moment, and the delivery limit bounds that. */
  private async track(work: () => Promise<void> | void, delivery: Delivery, id: string) {
    this.busy++;
    try {
      await work();
    } catch (error) {
      this.log.error(`cannot set ${id} aside now, the broker gives it again: ${(error as Error).message}`);
      await new Promise((resume) => setTimeout(resume, RETURN_AFTER_MS));
      this.runner().acks.giveBack(delivery);
    } finally {
      this.busy--;
    }
  }
}
