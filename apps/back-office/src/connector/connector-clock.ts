import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { LaterServers } from '../runs/schedule/later';
import { lastDue } from '../runs/schedule/schedule';
import { WoundClock } from '../runs/schedule/wound-clock';
import { ConnectorSettingsOf } from './connector-settings';
import { Pulling } from './pulling';

const LOOK_EVERY_MS = 60_000;
/** Who pulls when nobody pressed a button. */
const SCHEDULE = 'the schedule';

/** Pulls when it is due, once for each period whatever wakes it and in however many processes. */
@Injectable()
export class ConnectorClock implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly log = new Logger(ConnectorClock.name);
  private readonly clock: WoundClock;
  private pulls: Promise<void> = Promise.resolve();
  private timer?: NodeJS.Timeout;

  constructor(
    servers: LaterServers,
    private readonly settings: ConnectorSettingsOf,
    private readonly pulling: Pulling,
  ) {
    this.clock = new WoundClock(
      servers,
      'crm-pulls',
      () => this.pullDue(new Date()),
      (error) => this.log.warn(`the clock of the CRM connector: ${error.message}`),
    );
  }

  onApplicationBootstrap() {
    this.timer = setInterval(() => void this.look(), LOOK_EVERY_MS).unref();
    void this.look();
  }

  async onModuleDestroy() {
    clearInterval(this.timer);
    await this.clock.close();
    await this.pulls;
  }

  /** Brings the clock to what is set, and catches up what was missed. */
  async look(): Promise<void> {
    try {
      const inForce = await this.settings.inForce();
      await this.clock.set(inForce?.connector.schedule.on ? inForce.connector.schedule : undefined);
      await this.pullDue(new Date());
    } catch (error) {
      this.log.warn(`the schedule of the CRM connector could not be looked at: ${(error as Error).message}`);
    }
  }

  /** What was due before it was set is not caught up, and of what was missed the last alone. */
  async pullDue(now: Date): Promise<void> {
    const inForce = await this.settings.inForce();
    if (!inForce?.connector.schedule.on) return;
    const due = lastDue(inForce.connector.schedule, now);
    if (due <= inForce.since) return;
    const begun = await this.pulling.begin(inForce.connector, SCHEDULE, due);
    if (begun) this.pulls = begun.ended;
  }
}
