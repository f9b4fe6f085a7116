import { Injectable, Logger, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';

/** A client that was away for longer gets a snapshot. */
const KEPT_DAYS = 3;
const EVERY_MS = 3_600_000;
/** In one statement, so that a day of many sales is not one long transaction. */
const AT_ONCE = 10_000;

/** Takes away numbered changes that nobody will ask for again; any replica may, at any time. */
@Injectable()
export class Forgetting implements OnModuleInit, OnModuleDestroy {
  private readonly log = new Logger('forgetting');
  private timer?: NodeJS.Timeout;

  constructor(private readonly db: DataSource) {}

  onModuleInit() {
    this.timer = setInterval(() => {
      this.forget().catch((error: Error) => this.log.warn(`old changes are kept until the next hour: ${error.message}`));
    }, EVERY_MS);
    this.timer.unref();
  }

  onModuleDestroy() {
    clearInterval(this.timer);
  }

  /** How many. */
  async forget(): Promise<number> {
    let all = 0;
    for (;;) {
      const [, gone]: [unknown[], number] = await this.db.query(FORGET, [KEPT_DAYS, AT_ONCE]);
      all += gone;
      if (gone < AT_ONCE) return all;
    }
  }
}

const FORGET = `
  delete from board_change where ctid = any(array(
    select ctid from board_change where committed_at < now() - $1 * interval '1 day' limit $2))`;
