import { type LaterServers, laterQueue } from './later';
import type { Schedule } from './schedule';

/** BullMQ's scheduler for one cron, which wakes one of the processes. While nothing is set there is no queue and no connection. */
export class WoundClock {
  private later?: ReturnType<typeof laterQueue>;
  private wound?: string;

  constructor(
    private readonly servers: LaterServers,
    private readonly name: string,
    private readonly strike: () => Promise<unknown>,
    private readonly failed: (error: Error) => void,
  ) {}

  /** Undefined: it strikes no more. */
  async set(schedule: Pick<Schedule, 'cron' | 'timeZone'> | undefined): Promise<void> {
    const wanted = schedule && JSON.stringify([schedule.cron, schedule.timeZone]);
    if (this.wound === wanted) return;
    if (schedule) {
      this.later ??= laterQueue(this.servers, this.name, this.strike, this.failed);
      const repeat = { pattern: schedule.cron, tz: schedule.timeZone };
      await this.later.queue.upsertJobScheduler(this.name, repeat, { opts: { removeOnComplete: 10, removeOnFail: 10 } });
    } else await this.later?.queue.removeJobScheduler(this.name);
    this.wound = wanted;
  }

  async close(): Promise<void> {
    await this.later?.worker.close();
    await this.later?.queue.close();
  }
}
