import type { AmqpConnection } from '@golevelup/nestjs-rabbitmq';
import { Logger } from '@nestjs/common';
import { type Given, StagePaused, StageResumed } from '@takings/contracts';
import { Unavailable } from '@takings/runtime';
import type { Channel, ConfirmChannel, ConsumeMessage } from 'amqplib';
import type { Delivery } from './acks';
import { DeadLetters } from './dead-letters';
import type { Item } from './item';
import type { RunnerOptions } from './options';
import type { Pauses } from './pauses';
import { SetAside } from './set-aside';
import { type Exits, StageRunner } from './stage-runner';
import { SteadyChannel } from './steady-channel';
import type { Stage } from './stage';
import type { Publisher } from './publisher';
import type { DataSource } from 'typeorm';
import { declareTopology } from './topology';

const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 60_000;
/** Half of the delivery limit: a fact that was returned so often goes round by a waiting room, which begins a new count. */
const RETURNED_OFTEN = 25;

/** Brings one stage's messages from its queue to the runner, and stops bringing them while what the stage depends on is away. */
export class Intake implements Exits {
  readonly runner: StageRunner;
  readonly setAside: SetAside;
  private readonly log: Logger;
  private channel?: SteadyChannel;
  private readonly deadLetters: DeadLetters;
  private consumerTag?: string;
  private state: 'working' | 'paused' | 'probing' | 'held' | 'stopped' = 'working';
  /** People have paused it: whatever else it would do, it takes nothing. */
  private resting = false;
  private pauseMs = FIRST_PAUSE_MS;
  private timer?: NodeJS.Timeout;

  constructor(
    readonly stage: Stage,
    private readonly amqp: AmqpConnection,
    db: DataSource,
    private readonly publisher: Publisher,
    private readonly options: RunnerOptions,
    private readonly tell: (fact: Given) => Promise<void>,
    pauses: Pauses,
  ) {
    this.log = new Logger(stage.name);
    this.setAside = new SetAside(() => this.runner, db, publisher, options, stage.name);
    this.runner = new StageRunner(stage, db, publisher, options, this, pauses);
    this.deadLetters = new DeadLetters(amqp, this, publisher, options);
  }

  /** Begins to take facts. To be called once facts can leave: what could not be given or set aside would come back at once. */
  open() {
    if (this.state === 'stopped') return;
    this.channel = new SteadyChannel(this.amqp, this.stage.name, (channel) => this.attach(channel));
    this.deadLetters.open();
  }

  /** Its consumer is attached, or it takes nothing on purpose. */
  get attached() {
    return this.channel?.current !== undefined && (this.consumerTag !== undefined || this.state !== 'working' || this.resting);
  }

  /** People have paused it. */
  get isResting() {
    return this.resting;
  }

  get idle() {
    return this.runner.idle && this.setAside.idle;
  }

  failed(item: Item, error: unknown) {
    if (error instanceof Unavailable && error.everybody) this.pause(item, error);
    else this.setAside.failed(item, error);
  }

  unreadable(delivery: Delivery, fault: string, body: Buffer) {
    this.setAside.unreadable(delivery, fault, body);
  }

  /** A fact that ended its process again although it was alone. */
  convict(delivery: Delivery, body: Buffer, deaths: number) {
    this.setAside.convict(delivery, body, `It ended its process ${deaths} times although it was tried alone`);
  }

  succeeded() {
    this.pauseMs = FIRST_PAUSE_MS;
    if (this.state !== 'probing') return;
    this.state = 'working';
    this.runner.metrics.paused.set(Number(this.resting));
    this.log.log('takes work again');
    void this.swapConsumer();
    void this.tellOrLog(StageResumed.of({ stage: this.stage.name, app: this.options.app, at: new Date().toISOString() }));
  }

  /** Because people want so: calls in hand end, what has not begun goes back, and nothing new is taken until they resume it. */
  async rest(resting: boolean) {
    if (this.resting === resting || this.state === 'stopped') return;
    this.resting = resting;
    this.runner.metrics.paused.set(Number(resting || this.state === 'paused'));
    this.log.log(resting ? 'is paused by people' : 'is resumed by people');
    await this.deadLetters.rest(resting);
    if (!resting) return this.swapConsumer();
    await this.cancel();
    for (const item of await this.runner.takeWaiting()) this.giveBack(item);
  }

  /** Stops taking while a dead letter is tried, so that nothing else can be blamed. */
  async hold() {
    if (this.state !== 'working') return;
    this.state = 'held';
    await this.cancel();
  }

  async letGo() {
    if (this.state !== 'held') return;
    this.state = 'working';
    await this.swapConsumer();
  }

  /** No new messages; what has not begun goes back to the broker when the channel closes. */
  async drain() {
    this.state = 'stopped';
    clearTimeout(this.timer);
    this.runner.stop();
    await this.cancel();
    await this.runner.takeWaiting();
  }

  async close() {
    this.runner.acks.flush();
    await this.deadLetters.close();
    await this.channel?.close();
  }

  private async attach(channel: ConfirmChannel) {
    this.consumerTag = undefined;
    for (const item of await this.runner.takeWaiting()) if (!item.delivery.closed) this.runner.start(item);
    await declareTopology(channel, [{ stage: this.stage.name, types: this.stage.takes.map(({ type }) => type) }], []);
    channel.on('cancel', () => void this.channel?.renew()); // the queue was deleted or lost its leader
    channel.on('close', () => {
      this.consumerTag = undefined;
      this.runner.acks.forget(channel);
    });
    void this.publisher.whenReady().then((ready) => (ready ? this.begin(channel) : undefined));
  }

  private async consume(channel: Channel) {
    await channel.prefetch(this.state === 'probing' ? 1 : this.prefetch());
    const deliver = (raw: ConsumeMessage | null) => {
      if (!raw) return;
      const delivery = this.runner.acks.accept(channel, raw);
      // On its way when people paused the stage.
      if (this.resting) this.runner.acks.giveBack(delivery);
      else this.runner.take(delivery);
    };
    this.consumerTag = (await channel.consume(this.stage.name, deliver)).consumerTag;
  }

  /** Twice what a stage has in hand when it calls outside, so that the rest is there for its replicas. */
  private prefetch(): number {
    const { actsAtOnce, actsOnUpTo, act, actAll } = this.stage;
    if (act) return 2 * (actsAtOnce ?? 50);
    if (actAll) return 2 * (actsAtOnce ?? 1) * (actsOnUpTo ?? 50);
    return this.options.prefetch;
  }

  private async cancel() {
    const tag = this.consumerTag;
    this.consumerTag = undefined;
    if (tag)
      await this.channel?.current?.cancel(tag).catch((error: Error) => this.log.debug(`was cancelled with its channel: ${error.message}`));
  }

  private async swapConsumer() {
    await this.cancel();
    if (this.channel?.current) await this.begin(this.channel.current);
  }

  private async begin(channel: Channel) {
    if (this.consumerTag !== undefined || this.resting || (this.state !== 'working' && this.state !== 'probing')) return;
    await this.consume(channel).catch((error: Error) => this.log.warn(`cannot attach now: ${error.message}`));
    if (this.resting) await this.cancel();
  }

  /** The provider is away for everybody: what is here goes back unacked, and no fact's tries are burnt. */
  private pause(item: Item, error: Unavailable) {
    this.giveBack(item);
    void this.runner.takeWaiting().then((waiting) => waiting.forEach((one) => this.giveBack(one)));
    if (this.state === 'paused' || this.state === 'stopped') return;
    this.state = 'paused';
    const pauseMs = error.retryAfterMs ?? this.pauseMs;
    this.pauseMs = Math.min(2 * this.pauseMs, LONGEST_PAUSE_MS);
    this.runner.metrics.paused.set(1);
    this.log.warn(`takes nothing for ${pauseMs} ms: ${error.message}`);
    void this.cancel();
    this.timer = setTimeout(() => this.probe(), pauseMs);
    const now = Date.now();
    void this.tellOrLog(
      StagePaused.of({
        stage: this.stage.name,
        app: this.options.app,
        reason: error.message,
        until: new Date(now + pauseMs).toISOString(),
        at: new Date(now).toISOString(),
      }),
    );
  }

  /** One fact at a time, until one gets through. */
  private probe() {
    if (this.state !== 'paused') return;
    this.state = 'probing';
    void this.swapConsumer();
  }

  private giveBack(item: Item) {
    const { raw } = item.delivery;
    const returns = Number(raw.properties.headers?.['x-delivery-count'] ?? 0);
    if (raw.fields.consumerTag === this.deadLetters.consumerTag || returns >= RETURNED_OFTEN) this.setAside.putBack(item);
    else this.runner.acks.giveBack(item.delivery);
  }

  private async tellOrLog(fact: Given) {
    await this.tell(fact).catch((error: Error) => this.log.warn(`cannot tell ${fact.type}: ${error.message}`));
  }
}
