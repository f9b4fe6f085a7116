import type { AmqpConnection } from '@golevelup/nestjs-rabbitmq';
import { Logger } from '@nestjs/common';
import type { ConfirmChannel, ConsumeMessage } from 'amqplib';
import { v7 as uuidv7 } from 'uuid';
import type { Delivery } from './acks';
import { open } from './envelope';
import type { Intake } from './intake';
import type { RunnerOptions } from './options';
import type { Publisher } from './publisher';
import { SteadyChannel } from './steady-channel';
import { deadQueueOf, declareTopology } from './topology';

const LOOK_EVERY_MS = 10;
/** It has ended its process this often, alone: the first death brings it here, and a deploy in the wrong moment must not convict it. */
const DEATHS = 2;
const RETURN_AFTER_MS = 1000;

/**
 * A dead letter is not yet guilty: whatever shared a prefetch window with a crash lands here too. Each is tried again alone, and kept
 * for a person only if it ends its process again.
 */
export class DeadLetters {
  consumerTag?: string;
  private readonly log: Logger;
  private channel?: SteadyChannel;
  private resting = false;
  private readonly queue: string;

  constructor(
    private readonly amqp: AmqpConnection,
    private readonly intake: Intake,
    private readonly publisher: Publisher,
    private readonly options: RunnerOptions,
  ) {
    this.queue = deadQueueOf(intake.stage.name);
    this.log = new Logger(this.queue);
  }

  open() {
    this.channel = new SteadyChannel(this.amqp, this.queue, (channel) => this.attach(channel));
  }

  async close() {
    await this.channel?.close();
  }

  /** While its stage is paused by people nothing is tried. */
  async rest(resting: boolean) {
    this.resting = resting;
    const [channel, tag] = [this.channel?.current, this.consumerTag];
    if (!channel) return;
    if (!resting) return this.consume(channel);
    this.consumerTag = undefined;
    if (tag) await channel.cancel(tag).catch((error: Error) => this.log.debug(`was cancelled with its channel: ${error.message}`));
  }

  private async attach(channel: ConfirmChannel) {
    await declareTopology(channel, [{ stage: this.intake.stage.name, types: [] }], []);
    await channel.prefetch(1);
    channel.on('close', () => this.intake.runner.acks.forget(channel));
    this.consumerTag = undefined;
    await this.consume(channel);
  }

  private async consume(channel: ConfirmChannel) {
    if (this.resting || this.consumerTag !== undefined) return;
    const deliver = (raw: ConsumeMessage | null) => {
      if (raw) void this.tryOrGiveBack(channel, raw);
    };
    this.consumerTag = (await channel.consume(this.queue, deliver)).consumerTag;
  }

  /** Nothing else comes while one is in hand, so none may be left without an end. */
  private async tryOrGiveBack(channel: ConfirmChannel, raw: ConsumeMessage) {
    const delivery = this.intake.runner.acks.accept(channel, raw);
    try {
      await this.tryAlone(channel, delivery);
    } catch (error) {
      this.log.error(`cannot try ${raw.properties.messageId} alone now, the broker gives it again: ${(error as Error).message}`);
      await new Promise((resume) => setTimeout(resume, RETURN_AFTER_MS));
      this.intake.runner.acks.giveBack(delivery);
    }
  }

  private async tryAlone(channel: ConfirmChannel, delivery: Delivery) {
    const { raw } = delivery;
    const facts = open(raw.content);
    if (facts.length > 1) return this.split(facts, () => this.intake.runner.acks.settle(delivery));
    const deaths = Number(raw.properties.headers?.['x-delivery-count'] ?? 0);
    if (deaths >= DEATHS) return this.intake.convict(delivery, raw.content, deaths);
    this.log.warn(`tries ${raw.properties.messageId} alone`);
    await this.intake.hold();
    try {
      await this.until(() => this.intake.idle);
      this.intake.runner.take(delivery);
      await this.until(() => delivery.closed || this.channel?.current !== channel);
    } finally {
      await this.intake.letGo();
    }
  }

  /** Facts that travelled together are tried one by one. */
  private async split(facts: ReturnType<typeof open>, settle: () => void) {
    for (const fact of facts) {
      const body = 'event' in fact ? Buffer.from(JSON.stringify(fact.event)) : fact.body();
      const id = 'event' in fact ? fact.event.id : uuidv7();
      await this.publisher.sendLater(this.options.delaysMs[0]!, this.queue, body, {}, id);
    }
    settle();
  }

  private async until(condition: () => boolean) {
    while (!condition()) await new Promise((resume) => setTimeout(resume, LOOK_EVERY_MS));
  }
}
