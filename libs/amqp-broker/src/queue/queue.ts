import type { Table } from '../wire/methods';
import { Deque } from './deque';
import { Heap } from './heap';
import type { Entry, Message } from './message';
import type { QueueArguments } from './queue-arguments';

/** Who takes messages from a queue. */
export interface Consumer {
  /** False while its prefetch window is full or its connection does not read. */
  readonly ready: boolean;
  readonly exclusive: boolean;
  deliver(entry: Entry): void;
  /** The queue is gone. */
  queueDeleted(): void;
}

export type DeathReason = 'expired' | 'rejected' | 'maxlen' | 'delivery_limit';

/** What a queue needs from the broker around it. */
export interface QueueHost {
  nowMs(): number;
  /** Passes a dead entry on and forgets it here; false when it cannot be passed on now and must be kept. */
  deadLetter(entry: Entry, reason: DeathReason): boolean;
  /** The entry has come to its end. */
  forget(entry: Entry): void;
  /** A delivery came back. */
  returned(entry: Entry): void;
  queueUnused(queue: Queue): void;
}

export interface QueueTraits {
  durable: boolean;
  autoDelete: boolean;
  /** The connection that alone may use the queue, and with which it ends. */
  owner: object | undefined;
  table: Table;
  arguments: QueueArguments;
}

/** At most this many messages expire in one turn of the event loop, so that a full delay queue does not stop everything else. */
const EXPIRED_PER_TURN = 1000;
/** The longest wait a Node timer can hold. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;
/** A dead letter that nobody takes yet is offered again after this time. */
const STRANDED_RETRY_MS = 1000;

export class Queue {
  deleted = false;
  readonly consumers: Consumer[] = [];
  private readonly fresh = new Deque<Entry>();
  /** Returned messages go back to their old place, before the fresh ones. */
  private readonly returned = new Heap<Entry>((one, other) => one.message.id < other.message.id);
  /** Dead letters without a target, of a queue that promises at-least-once. */
  private stranded: { entry: Entry; reason: DeathReason }[] = [];
  private bytes = 0;
  private nextConsumer = 0;
  private timer: NodeJS.Timeout | undefined;
  private timerAtMs = 0;
  private unusedTimer: NodeJS.Timeout | undefined;

  constructor(
    readonly name: string,
    /** Names this incarnation in the journal: a queue declared again under the same name has another. */
    readonly number: number,
    readonly traits: QueueTraits,
    private readonly host: QueueHost,
  ) {
    this.used();
  }

  /** Messages waiting, without those that a consumer holds unacked. */
  get depth(): number {
    return this.fresh.length + this.returned.length;
  }

  /** Whether the queue outlives a restart. */
  get persists(): boolean {
    return this.traits.durable && this.traits.owner === undefined;
  }

  /** Whether a restart must not lose this message here; a quorum queue keeps all. */
  keeps({ envelope }: Message): boolean {
    return this.persists && (envelope.persistent || this.traits.arguments.quorum);
  }

  get inExclusiveUse(): boolean {
    return this.consumers.some((consumer) => consumer.exclusive);
  }

  /** Whether x-overflow=reject-publish forbids one more. */
  get full(): boolean {
    const { overflow } = this.traits.arguments;
    return overflow !== 'drop-head' && this.isOver(1);
  }

  entryFor(message: Message): Entry {
    const ttl = Math.min(message.envelope.expirationMs ?? Infinity, this.traits.arguments.messageTtlMs ?? Infinity);
    const expiresAtMs = ttl < Infinity ? message.envelope.publishedAtMs + ttl : 0;
    return { message, queue: this, expiresAtMs, redelivered: false, returns: 0 };
  }

  push(entry: Entry): void {
    // Straight to a waiting consumer: also the only way past a time to live of 0.
    const consumer = this.depth === 0 ? this.readyConsumer() : undefined;
    if (consumer) return consumer.deliver(entry);
    this.fresh.push(entry);
    this.bytes += entry.message.bodyBytes;
    while (this.isOver(0) && this.depth > 0) this.bury(this.take() as Entry, 'maxlen');
    this.pump();
  }

  /** Puts a recovered entry back without delivering it. */
  restore(entry: Entry): void {
    this.fresh.push(entry);
    this.bytes += entry.message.bodyBytes;
  }

  /** Starts x-expires anew: the queue was declared or asked, or its last consumer left. */
  used(): void {
    const { expiresMs } = this.traits.arguments;
    if (expiresMs === undefined) return;
    clearTimeout(this.unusedTimer);
    const end = () => (this.consumers.length === 0 ? this.host.queueUnused(this) : this.used());
    this.unusedTimer = setTimeout(end, Math.min(expiresMs, LONGEST_TIMER_MS));
  }

  /** The next live message, for basic.get. */
  get(): Entry | undefined {
    this.used();
    this.expire();
    return this.take();
  }

  /** Takes back what a consumer held, at its old place; a quorum queue counts it, and buries what came back too often. */
  giveBack(entry: Entry): void {
    if (this.deleted) return;
    entry.redelivered = true;
    entry.returns++;
    const { deliveryLimit } = this.traits.arguments;
    if (deliveryLimit !== undefined && entry.returns > deliveryLimit) return this.bury(entry, 'delivery_limit');
    this.host.returned(entry);
    this.returned.push(entry);
    this.bytes += entry.message.bodyBytes;
  }

  bury(entry: Entry, reason: DeathReason): void {
    if (this.deleted || this.host.deadLetter(entry, reason)) return;
    this.stranded.push({ entry, reason });
    this.schedule(this.host.nowMs() + STRANDED_RETRY_MS);
  }

  /** Delivers as long as there are messages and ready consumers, in turns. */
  pump(): void {
    this.expire();
    while (this.depth > 0) {
      const consumer = this.readyConsumer();
      if (!consumer) break;
      consumer.deliver(this.take() as Entry);
      this.expire();
    }
  }

  purge(): number {
    const count = this.depth;
    for (let entry = this.take(); entry; entry = this.take()) this.host.forget(entry);
    return count;
  }

  addConsumer(consumer: Consumer): void {
    this.consumers.push(consumer);
  }

  removeConsumer(consumer: Consumer): void {
    const at = this.consumers.indexOf(consumer);
    if (at < 0) return;
    this.consumers.splice(at, 1);
    this.used();
    if (this.consumers.length === 0 && this.traits.autoDelete) this.host.queueUnused(this);
  }

  /** Ends the queue and everything in it. */
  delete(): void {
    this.deleted = true;
    this.stop();
    for (const { entry } of this.stranded.splice(0)) this.host.forget(entry);
    this.purge();
    for (const consumer of this.consumers.splice(0)) consumer.queueDeleted();
  }

  stop(): void {
    clearTimeout(this.timer);
    clearTimeout(this.unusedTimer);
    this.timer = undefined;
  }

  private head(): Entry | undefined {
    const returned = this.returned.peek();
    const fresh = this.fresh.peek();
    if (!returned || !fresh) return returned ?? fresh;
    return returned.message.id < fresh.message.id ? returned : fresh;
  }

  private take(): Entry | undefined {
    const entry = this.head();
    if (!entry) return undefined;
    if (entry === this.returned.peek()) this.returned.pop();
    else this.fresh.shift();
    this.bytes -= entry.message.bodyBytes;
    return entry;
  }

  private readyConsumer(): Consumer | undefined {
    const { consumers } = this;
    for (let i = 0; i < consumers.length; i++) {
      const consumer = consumers[(this.nextConsumer + i) % consumers.length] as Consumer;
      if (!consumer.ready) continue;
      this.nextConsumer = (this.nextConsumer + i + 1) % consumers.length;
      return consumer;
    }
    return undefined;
  }

  private isOver(more: number): boolean {
    const { maxLength = Infinity, maxLengthBytes = Infinity } = this.traits.arguments;
    return this.depth + more > maxLength || this.bytes + more > maxLengthBytes;
  }

  /** Only the head expires, as in RabbitMQ: a short-lived message behind a long-lived one waits for it. */
  private expire(): void {
    let head = this.head();
    if (!head?.expiresAtMs) return;
    const now = this.host.nowMs();
    for (let n = 0; head?.expiresAtMs && head.expiresAtMs <= now; head = this.head()) {
      if (++n > EXPIRED_PER_TURN) return this.schedule(now);
      this.bury(this.take() as Entry, 'expired');
    }
    if (head?.expiresAtMs) this.schedule(head.expiresAtMs);
  }

  private schedule(atMs: number): void {
    if (this.timer && this.timerAtMs <= atMs) return;
    clearTimeout(this.timer);
    this.timerAtMs = atMs;
    const waitMs = Math.min(Math.max(0, atMs - this.host.nowMs()), LONGEST_TIMER_MS);
    this.timer = setTimeout(() => this.wake(), waitMs);
  }

  private wake(): void {
    this.timer = undefined;
    for (const { entry, reason } of this.stranded.splice(0)) this.bury(entry, reason);
    this.pump();
  }
}
