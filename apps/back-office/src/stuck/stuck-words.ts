import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { LOOK_AGAIN, type Word } from '../sale-flows/look-again/words';

/** Items come by the thousand: those who look are told at most this often. */
const TELL_EVERY_MS = 500;

/** Tells those who look at the stuck list, in every process, that it has changed. A crash may lose it: the next change tells again. */
@Injectable()
export class StuckWords implements OnModuleDestroy {
  private readonly log = new Logger(StuckWords.name);
  private timer?: NodeJS.Timeout;

  constructor(private readonly db: DataSource) {}

  changed() {
    this.timer ??= setTimeout(() => void this.tell(), TELL_EVERY_MS).unref();
  }

  onModuleDestroy() {
    clearTimeout(this.timer);
  }

  private async tell() {
    this.timer = undefined;
    const word: Word = { topic: 'stuck', id: 'stuck', version: Date.now(), owners: [], team: null };
    try {
      await this.db.query('select pg_notify($1, $2)', [LOOK_AGAIN, JSON.stringify([word])]);
    } catch (error) {
      this.log.warn(`that the stuck list has changed could not be told: ${(error as Error).message}`);
    }
  }
}
