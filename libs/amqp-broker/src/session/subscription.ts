import type { Entry } from '../queue/message';
import type { Consumer, Queue } from '../queue/queue';
import type { Channel } from './channel';

export interface SubscriptionTraits {
  noAck: boolean;
  exclusive: boolean;
  /** Unacked messages this consumer may hold; 0 for any number. */
  prefetch: number;
}

/** One basic.consume. */
export class Subscription implements Consumer {
  unacked = 0;

  constructor(
    readonly tag: string,
    readonly queue: Queue,
    private readonly channel: Channel,
    readonly traits: SubscriptionTraits,
  ) {}

  get exclusive(): boolean {
    return this.traits.exclusive;
  }

  get ready(): boolean {
    const { noAck, prefetch } = this.traits;
    return this.channel.takesDeliveries(noAck) && (noAck || prefetch === 0 || this.unacked < prefetch);
  }

  deliver(entry: Entry): void {
    this.channel.deliver(this, entry);
  }

  queueDeleted(): void {
    this.channel.subscriptionLost(this);
  }
}
