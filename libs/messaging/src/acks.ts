import { Logger } from '@nestjs/common';
import type { Channel, ConsumeMessage } from 'amqplib';

/** One AMQP message. It is acked when all facts in it are settled, and returned whole when one of them must come again. */
export interface Delivery {
  readonly channel: Channel;
  readonly raw: ConsumeMessage;
  /** Facts in it that are not settled yet. */
  left: number;
  /** Some fact in it is given back. */
  returned: boolean;
  /** Acked, given back, or lost with its channel. */
  closed: boolean;
}

/** Acks go out once per turn: one "all up to here" for the oldest that are done in a row, single ones for what overtook. */
export class Acks {
  private readonly log = new Logger('acks');
  private open: Delivery[] = [];
  private settled: Delivery[] = [];

  accept(channel: Channel, raw: ConsumeMessage): Delivery {
    const delivery = { channel, raw, left: 1, returned: false, closed: false };
    this.open.push(delivery);
    return delivery;
  }

  /** The channel is gone, and with it the right to ack: the broker delivers all of it again. */
  forget(channel: Channel) {
    for (const delivery of this.open) if (delivery.channel === channel) delivery.closed = true;
    this.open = this.open.filter((delivery) => delivery.channel !== channel);
  }

  settle(delivery: Delivery) {
    if (--delivery.left > 0) return;
    this.settled.push(delivery);
    if (this.settled.length === 1) setImmediate(() => this.flush());
  }

  giveBack(delivery: Delivery) {
    delivery.returned = true;
    this.settle(delivery);
  }

  flush() {
    const settled = this.settled.splice(0);
    for (const delivery of settled.filter(({ returned }) => returned))
      this.close(delivery, () => delivery.channel.nack(delivery.raw, false, true));
    const upTo = this.oldestDone();
    if (upTo) this.close(upTo, () => upTo.channel.ack(upTo.raw, true));
    for (const delivery of settled) {
      const covered = upTo && delivery.channel === upTo.channel && delivery.raw.fields.deliveryTag <= upTo.raw.fields.deliveryTag;
      this.close(delivery, () => covered || delivery.channel.ack(delivery.raw));
    }
  }

  /** Deliveries leave `open` in order, so that a multiple ack never names a tag that is closed already (that would be a 406). */
  private oldestDone(): Delivery | undefined {
    let upTo: Delivery | undefined;
    while (this.open[0] && this.open[0].left <= 0) {
      const delivery = this.open.shift()!;
      if (upTo && upTo.channel !== delivery.channel) this.close(upTo, () => upTo!.channel.ack(upTo!.raw, true));
      if (!delivery.closed) upTo = delivery;
    }
    return upTo;
  }

  private close(delivery: Delivery, tell: () => unknown) {
    if (delivery.closed) return;
    delivery.closed = true;
    try {
      tell();
    } catch (error) {
      this.log.debug(`the channel is gone, the broker delivers again and the inbox knows it: ${(error as Error).message}`);
    }
  }
}
