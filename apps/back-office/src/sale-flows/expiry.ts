import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Outbox } from '@takings/messaging';
import { type FlowEvent, TAKINGS } from '@takings/sale-flow';
import { DataSource } from 'typeorm';
import { overtaken } from '../look-ups/overtaken';
import { enter } from './entries-by-others';
import type { KeptFlow } from './flow-rows';
import { FlowSettings } from './flow-settings';
import { Presences } from './presences';

const SWEEP_EVERY_MS = 300_000;
const SALES_TOGETHER = 100;
const DAY_MS = 86_400_000;

/**
 * Reminds of sales that nobody works on, and ends them in time; whoever wants may continue one. Any number of processes may sweep: each
 * sale is looked at again while it is held, so that it is reminded of and ended once.
 */
@Injectable()
export class Expiry implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly log = new Logger(Expiry.name);
  private timer?: NodeJS.Timeout;
  private stopping = false;
  private sweeping: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly db: DataSource,
    private readonly outbox: Outbox,
    private readonly settings: FlowSettings,
    private readonly presences: Presences,
  ) {}

  onApplicationBootstrap() {
    this.planNext();
  }

  async onModuleDestroy() {
    this.stopping = true;
    clearTimeout(this.timer);
    await this.sweeping;
  }

  /** Sees to all that is due. Answers how many sales it has reminded of or ended. */
  async sweep(now = new Date()): Promise<number> {
    await this.presences.forget();
    let changed = 0;
    for (;;) {
      const due = await this.due(now);
      if (due.length === 0 || this.stopping) return changed;
      const changes = await this.see(due, now);
      changed += changes;
      // Somebody else has seen to them meanwhile.
      if (changes === 0) return changed;
    }
  }

  private see(due: readonly string[], now: Date): Promise<number> {
    return this.outbox.during(async (db, give) => {
      const changes = await enter(db, TAKINGS, due, (flow) => this.eventsOf(flow, now));
      give(...(await overtaken(db, changes)));
      return changes.length;
    });
  }

  private eventsOf({ state }: KeptFlow, now: Date): FlowEvent[] {
    if (state.status !== 'open') return [];
    const idleDays = (now.getTime() - Date.parse(state.work.last)) / DAY_MS;
    if (idleDays >= this.settings.expiresAfterDays) return [{ type: 'expired' }];
    return idleDays >= this.remindAfterDays && state.remindedAt === null ? [{ type: 'reminded' }] : [];
  }

  private async due(now: Date): Promise<string[]> {
    const rows: { flow_id: string }[] = await this.db.query(
      `select flow_id from sale_flow where status = 'open'
         and (worked_at <= $1 or (worked_at <= $2 and state ->> 'remindedAt' is null)) order by flow_id limit ${SALES_TOGETHER}`,
      [this.ago(now, this.settings.expiresAfterDays), this.ago(now, this.remindAfterDays)],
    );
    return rows.map(({ flow_id }) => flow_id);
  }

  private get remindAfterDays() {
    return Math.max(0, this.settings.expiresAfterDays - this.settings.remindDaysBefore);
  }

  private ago = (now: Date, days: number) => new Date(now.getTime() - days * DAY_MS);

  private planNext() {
    if (this.stopping) return;
    this.timer = setTimeout(() => {
      this.sweeping = this.sweep()
        .catch((error: Error) => this.log.warn(`cannot look for sales that expire: ${error.message}`))
        .finally(() => this.planNext());
    }, SWEEP_EVERY_MS).unref();
  }
}
