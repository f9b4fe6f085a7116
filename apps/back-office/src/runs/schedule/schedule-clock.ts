import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { LaterServers, laterQueue } from './later';
import type { Schedule } from './schedule';
import { ScheduleSettings } from './schedule-settings';
import { ScheduledRuns } from './scheduled-runs';

const QUEUE = 'runs';
/** How often each process looks whether the schedule has been changed by another, and whether something was missed. */
const LOOK_EVERY_MS = 60_000;

/**
 * Strikes when a run is due: BullMQ's scheduler wakes one of the processes. Nothing rests on it striking once, or at all: whoever is woken
 * asks for the period that is due, and every process looks once a minute. While the schedule is off there is no queue and no connection.
 */
@Injectable()
export class ScheduleClock implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly log = new Logger(ScheduleClock.name);
  private later?: ReturnType<typeof laterQueue>;
  private set?: string;
  private timer?: NodeJS.Timeout;

  constructor(
    private readonly servers: LaterServers,
    private readonly settings: ScheduleSettings,
    private readonly runs: ScheduledRuns,
  ) {}

  onApplicationBootstrap() {
    this.timer = setInterval(() => void this.look(), LOOK_EVERY_MS).unref();
    void this.look();
  }

  async onModuleDestroy() {
    clearInterval(this.timer);
    await this.later?.worker.close();
    await this.later?.queue.close();
  }

  /** Brings the clock to what is set, and catches up what was missed. */
  async look(): Promise<void> {
    try {
      const inForce = await this.settings.inForce();
      await (inForce ? this.wind(inForce.schedule) : this.unwind());
      await this.runs.ensure(new Date());
    } catch (error) {
      this.log.warn(`the schedule of runs could not be looked at: ${(error as Error).message}`);
    }
  }

  private async wind(schedule: Pick<Schedule, 'cron' | 'timeZone'>) {
    const set = JSON.stringify([schedule.cron, schedule.timeZone]);
    if (this.set === set) return;
    this.later ??= laterQueue(
      this.servers,
      QUEUE,
      () => this.runs.ensure(new Date()),
      (error) => this.log.warn(`the clock of runs: ${error.message}`),
    );
    await this.later.queue.upsertJobScheduler(
      QUEUE,
      { pattern: schedule.cron, tz: schedule.timeZone },
      { opts: { removeOnComplete: 10, removeOnFail: 10 } },
    );
    this.set = set;
  }

  private async unwind() {
    if (this.set === undefined) return;
    await this.later?.queue.removeJobScheduler(QUEUE);
    this.set = undefined;
  }
}
