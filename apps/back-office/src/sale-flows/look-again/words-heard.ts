import { Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Client } from 'pg';
import { LOOK_AGAIN, type Word } from './words';

const AGAIN_AFTER_MS = 1_000;

/**
 * Hears from PostgreSQL what any process of this app has committed. A connection of its own, since it is held for good. When it was lost,
 * words were missed: `missed` is called once it is back.
 */
export class WordsHeard implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly log = new Logger(WordsHeard.name);
  private client: Client | undefined;
  private timer?: NodeJS.Timeout;
  private stopping = false;
  private hear: (words: readonly Word[]) => void = () => undefined;
  private missed: () => void = () => undefined;

  constructor(private readonly url: string) {}

  listen(hear: (words: readonly Word[]) => void, missed: () => void) {
    [this.hear, this.missed] = [hear, missed];
  }

  async onApplicationBootstrap() {
    await this.connect(false);
  }

  async onModuleDestroy() {
    this.stopping = true;
    clearTimeout(this.timer);
    await this.client?.end().catch(() => undefined);
  }

  private async connect(again: boolean) {
    const client = new Client({ connectionString: this.url, application_name: 'back-office look again', keepAlive: true });
    client.on('notification', ({ payload }) => payload && this.hear(JSON.parse(payload) as Word[]));
    client.on('error', (error) => this.log.warn(`the line to the database is lost: ${error.message}`));
    client.once('end', () => this.lost(client));
    try {
      await client.connect();
      await client.query(`listen ${LOOK_AGAIN}`);
      this.client = client;
      if (again) this.missed();
    } catch (error) {
      this.log.warn(`what others change cannot be heard: ${(error as Error).message}`);
      await client.end().catch(() => undefined);
      this.lost(client);
    }
  }

  private lost(client: Client) {
    if (this.stopping || (this.client !== undefined && this.client !== client)) return;
    this.client = undefined;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.connect(true), AGAIN_AFTER_MS).unref();
  }
}
