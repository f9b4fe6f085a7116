import { Logger } from '@nestjs/common';
import { createAdapter } from '@socket.io/redis-streams-adapter';
import { createClient } from 'redis';
import type { ServerOptions } from 'socket.io';

/** By Redis the processes of one installation tell each other at once. Without it they go on: each looks into the database at every heartbeat. */
export class RedisLink {
  private readonly log = new Logger('RedisLink');
  private readonly client;
  readonly adapter: NonNullable<ServerOptions['adapter']>;

  /** `installation` keeps apart what several installations tell by one Redis. */
  constructor(url: string, installation: string) {
    this.client = createClient({ url });
    this.client.on('error', (error: Error) => this.log.warn(`Redis: ${error.message || error.name}`));
    // The adapter does not wait for its publishing, so that a rejection would end the process; and what nobody hears need not be kept.
    const publish = this.client.publish.bind(this.client);
    const guarded = async (...given: Parameters<typeof publish>) => {
      if (!this.client.isReady) return 0;
      return publish(...given).catch((error: Error) => {
        this.log.warn(`Redis did not take what the others should hear: ${error.message}`);
        return 0;
      });
    };
    Object.defineProperty(this.client, 'publish', { value: guarded });
    this.client.connect().catch((error: Error) => this.log.warn(`Redis: ${error.message}`));
    const name = `takings:boards:${installation}`;
    this.adapter = createAdapter(this.client, { streamName: name, channelPrefix: name });
  }

  close() {
    this.client.destroy();
  }
}
