import type { Entry } from '../queue/message';
import { channelError } from '../wire/errors';
import type { Subscription } from './subscription';

export interface Delivery {
  entry: Entry;
  /** None for basic.get. */
  subscription: Subscription | undefined;
}

/** What a channel has delivered and not yet heard about, in order of delivery. */
export class Unacked {
  private readonly deliveries = new Map<number, Delivery>();

  get size(): number {
    return this.deliveries.size;
  }

  add(tag: number, delivery: Delivery): void {
    this.deliveries.set(tag, delivery);
  }

  /** With `multiple`, all up to and with the tag; tag 0 is all there is. Throws on a tag that is not outstanding, as RabbitMQ does. */
  take(tag: number, multiple: boolean): Delivery[] {
    if (multiple && tag === 0) return this.takeAll();
    const one = this.deliveries.get(tag);
    if (!one) throw channelError('preconditionFailed', `unknown delivery tag ${tag}`);
    if (!multiple) {
      this.deliveries.delete(tag);
      return [one];
    }
    const taken: Delivery[] = [];
    for (const [earlier, delivery] of this.deliveries) {
      if (earlier > tag) break;
      taken.push(delivery);
      this.deliveries.delete(earlier);
    }
    return taken;
  }

  takeAll(): Delivery[] {
    const all = [...this.deliveries.values()];
    this.deliveries.clear();
    return all;
  }
}
