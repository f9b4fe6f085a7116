import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { LaterServers } from './later';
import { ScheduleSettings } from './schedule-settings';
import { ScheduledRuns } from './scheduled-runs';
import { WoundClock } from './wound-clock';

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
  private readonly clock: WoundClock;
  private timer?: NodeJS.Timeout;

  constructor(
    servers: LaterServers,
    private readonly settings: ScheduleSettings,
    private readonly runs: ScheduledRuns,
  ) {
    this.clock = new WoundClock(
      servers,
      QUEUE,
      () => this.runs.ensure(new Date()),
      (error) => this.log.warn(`the clock of runs: ${error.message}`),
    );
  }

  onApplicationBootstrap() {
    this.timer = setInterval(() => void this.look(), LOOK_EVERY_MS).unref();
    void this.look();
  }

  async onModuleDestroy() {
    clearInterval(this.timer);
    await this.clock.close();
  }

  /** Brings the clock to what is set, and catches up what was missed. */
  async look(): Promise<void> {
    try {
      const inForce = await this.settings.inForce();
      await this.clock.set(inForce?.schedule);
      await this.runs.ensure(new Date());
    } catch (error) {
      this.log.warn(`the schedule of runs could not be looked at: ${(error as Error).message}`);
    }
  }
}
