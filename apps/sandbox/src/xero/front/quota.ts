import { createHash } from 'node:crypto';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../../clock/clock';
import { CONFIG, type Config } from '../../config';
import { KeptValues } from '../../store/kept-values';
import { Saver } from '../../store/saver';
import { TENANT_ID } from '../organisation/tenant';
import type { Answer } from '../../http/answer';
import { tooManyRequests } from './error-answers';
import { countAt, DAY_MS, MINUTE_MS, remaining, retryAfterSeconds, type WindowCount, type WindowShape } from './fixed-window';

const KEPT = 'xero quota';
const APP_MINUTE_LIMIT = 10_000;
const UNUSED: WindowCount = { startedAt: 0, used: 0, byOthers: 0 };

interface Counts {
  minute: WindowCount;
  day: WindowCount;
  /** Refused calls since the sandbox was first started; a client that keeps the limits leaves them at zero. */
  refused: { minute: number; day: number; concurrent: number };
}

/**
 * Xero's limits for one organisation: so many calls in progress, in a minute, in a day (developer.xero.com/documentation/oauth2/limits).
 * A refused call uses up nothing. The counts live in memory, decided without waiting, and are stored before a call is answered,
 * so that a sandbox killed in the middle of a minute still knows what that minute used.
 */
@Injectable()
export class Quota implements OnModuleInit {
  private readonly minute: WindowShape;
  private readonly day: WindowShape;
  private readonly concurrentLimit: number;
  private counts: Counts = { minute: UNUSED, day: UNUSED, refused: { minute: 0, day: 0, concurrent: 0 } };
  private inProgress = 0;
  private mostInProgress = 0;
  private readonly saver = new Saver(() => this.kept.write(KEPT, this.counts));

  constructor(
    private readonly clock: Clock,
    private readonly kept: KeptValues,
    @Inject(CONFIG) config: Config,
  ) {
    const derived = createHash('sha256').update(TENANT_ID).digest().readUInt32BE();
    const phaseMs = config.SANDBOX_XERO_WINDOW_PHASE_MS ?? derived % MINUTE_MS;
    this.minute = { lengthMs: MINUTE_MS, phaseMs, limit: config.SANDBOX_XERO_MINUTE_LIMIT };
    this.day = { lengthMs: DAY_MS, phaseMs: (derived % 24) * 3_600_000 + phaseMs, limit: config.SANDBOX_XERO_DAY_LIMIT };
    this.concurrentLimit = config.SANDBOX_XERO_CONCURRENT_LIMIT;
  }

  async onModuleInit() {
    this.counts = (await this.kept.read<Counts>(KEPT)) ?? this.counts;
  }

  /** Counts a call in, or answers why not. Whoever was let in says `leave()` when the call is answered. */
  enter(): Answer | null {
    const now = this.roll();
    if (this.inProgress >= this.concurrentLimit) return this.refuse('concurrent');
    if (this.counts.day.used >= this.day.limit) return this.refuse('day', retryAfterSeconds(this.counts.day, now, this.day));
    if (this.counts.minute.used >= this.minute.limit) return this.refuse('minute', retryAfterSeconds(this.counts.minute, now, this.minute));
    this.use(1, false);
    this.inProgress++;
    this.mostInProgress = Math.max(this.mostInProgress, this.inProgress);
    return null;
  }

  leave() {
    this.inProgress--;
  }

  /** Resolves when all calls counted so far are stored. */
  saved() {
    return this.saver.saved();
  }

  /** Somebody else's calls to the same organisation; never more than the minute still allows, as theirs are refused too. */
  async useByOthers(count: number): Promise<number> {
    this.roll();
    const taken = Math.min(count, remaining(this.counts.minute, this.minute), remaining(this.counts.day, this.day));
    this.use(taken, true);
    await this.saver.saved();
    return taken;
  }

  /** The headers that every answer carries. */
  headers(): Record<string, string> {
    this.roll();
    return {
      'X-DayLimit-Remaining': String(remaining(this.counts.day, this.day)),
      'X-MinLimit-Remaining': String(remaining(this.counts.minute, this.minute)),
      'X-AppMinLimit-Remaining': String(Math.max(0, APP_MINUTE_LIMIT - this.counts.minute.used)),
    };
  }

  report() {
    this.roll();
    const window = (count: WindowCount, shape: WindowShape) => ({
      limit: shape.limit,
      used: count.used,
      usedByOthers: count.byOthers,
      remaining: remaining(count, shape),
      startedAt: new Date(count.startedAt).toISOString(),
      resetsAt: new Date(count.startedAt + shape.lengthMs).toISOString(),
    });
    return {
      minute: window(this.counts.minute, this.minute),
      day: window(this.counts.day, this.day),
      concurrent: { limit: this.concurrentLimit, inProgress: this.inProgress, most: this.mostInProgress },
      refused: this.counts.refused,
    };
  }

  private roll(): number {
    const now = this.clock.now().getTime();
    this.counts.minute = countAt(this.counts.minute, now, this.minute);
    this.counts.day = countAt(this.counts.day, now, this.day);
    return now;
  }

  private use(calls: number, others: boolean) {
    const add = (count: WindowCount) => ({ ...count, used: count.used + calls, byOthers: count.byOthers + (others ? calls : 0) });
    this.counts.minute = add(this.counts.minute);
    this.counts.day = add(this.counts.day);
  }

  private refuse(problem: 'minute' | 'day' | 'concurrent', seconds?: number): Answer {
    this.counts.refused[problem]++;
    return tooManyRequests(problem, seconds);
  }
}
