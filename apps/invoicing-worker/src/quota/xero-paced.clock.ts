import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { ProviderPaced } from '@takings/contracts';
import { Outbox } from '@takings/messaging';
import { type BookState, emptyBook } from './call-book';
import { QuotaLimits } from './shared-call-quota';

const EVERY_MS = 10_000;
/** How long a stopping process waits for a strike under way; it may stand behind a broker that confirms nothing. */
const DRAIN_MS = 3000;

interface Row {
  readonly book: Partial<BookState>;
  readonly now: Date;
}

/** While calls are made, says every ten seconds what Xero still allows; however many replicas there are, one of them says it. */
@Injectable()
export class XeroPacedClock implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly log = new Logger(XeroPacedClock.name);
  private timer?: NodeJS.Timeout;
  private striking?: Promise<void>;

  constructor(
    private readonly outbox: Outbox,
    private readonly quota: QuotaLimits,
  ) {}

  onApplicationBootstrap() {
    this.timer = setInterval(() => this.strike().catch((error) => this.log.warn(`not told how Xero paces us: ${error}`)), EVERY_MS);
    this.timer.unref();
  }

  /** A strike under way still has its database. */
  async onModuleDestroy() {
    clearInterval(this.timer);
    await Promise.race([this.striking?.catch(() => undefined), new Promise((resume) => setTimeout(resume, DRAIN_MS).unref())]);
  }

  /** Gives one `ProviderPaced` if there were answers since the last one. While one strike is under way there is no other. */
  strike(): Promise<void> {
    this.striking ??= this.tell().finally(() => {
      this.striking = undefined;
    });
    return this.striking;
  }

  private async tell(): Promise<void> {
    await this.outbox.during(async (db, give) => {
      const [row] = await db.query<Row[]>(
        `with due as (
           update xero_quota set told_at = clock_timestamp()
           where told_at <= clock_timestamp() - $1 * interval '1 ms'
             and (book ->> 'seenAt')::float8 > extract(epoch from told_at) * 1000
           returning book, told_at
         ) select book, told_at as now from due`,
        [EVERY_MS],
      );
      if (!row) return;
      const { minute, day, usedByOthers } = { ...emptyBook(), ...row.book };
      if (day?.left == null) return;
      give(
        ProviderPaced.of({
          provider: 'xero',
          minuteLimit: this.quota.limits.callsAMinute,
          usedByOthers,
          usedThisMinute: minute?.left == null ? undefined : Math.max(0, this.quota.limits.callsAMinute - minute.left),
          dayRemaining: day.left,
          dayResetsAt: new Date(day.endsBy).toISOString(),
          at: row.now.toISOString(),
        }),
      );
    });
  }
}
