import { randomBytes } from 'node:crypto';
import type { Channel } from './channel';

export const REPLY_QUEUE = 'amq.rabbitmq.reply-to';

/** Direct reply-to: answers go straight to the channel that asked, with no queue between. */
export class ReplyAddresses {
  private readonly channels = new Map<string, Channel>();

  open(channel: Channel): string {
    const address = `${REPLY_QUEUE}.${randomBytes(16).toString('base64url')}`;
    this.channels.set(address, channel);
    return address;
  }

  close(address: string | undefined): void {
    if (address !== undefined) this.channels.delete(address);
  }

  find(routingKey: string): Channel | undefined {
    return this.channels.get(routingKey);
  }
}
