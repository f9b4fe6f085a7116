import type { Channel } from './channel';

/**
 * Publisher confirms of one channel. A publish is confirmed once the journal has everything given before it; what became safe
 * together is confirmed with one `multiple` ack.
 */
export class Confirms {
  private published = 0;
  private safeUpTo = 0;
  private ackedUpTo = 0;
  private refused: number[] = [];
  private scheduled = false;

  constructor(private readonly channel: Channel) {}

  /** Counts one publish; `refused` ones are answered with a nack. */
  add(refused: boolean): void {
    const number = ++this.published;
    if (refused) this.refused.push(number);
    this.channel.host.durability.whenSafe(() => {
      this.safeUpTo = number;
      if (!this.scheduled) {
        this.scheduled = true;
        queueMicrotask(() => this.send());
      }
    });
  }

  private send(): void {
    this.scheduled = false;
    if (this.channel.closed) return;
    const nacked = this.refused.filter((number) => number <= this.safeUpTo);
    for (const deliveryTag of nacked) this.channel.send('BasicNack', { deliveryTag, multiple: false, requeue: false });
    if (nacked.length > 0) this.refused = this.refused.filter((number) => number > this.safeUpTo);
    // An ack must name a publish that is still open: step back over nacked ones at the end.
    let deliveryTag = this.safeUpTo;
    for (let n = nacked.length - 1; n >= 0 && nacked[n] === deliveryTag; n--) deliveryTag--;
    if (deliveryTag > this.ackedUpTo) this.channel.send('BasicAck', { deliveryTag, multiple: deliveryTag - this.ackedUpTo > 1 });
    this.ackedUpTo = this.safeUpTo;
  }
}
