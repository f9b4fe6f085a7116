import { Injectable } from '@nestjs/common';
import { Runs } from '../runs';
import { dayThere, lastDue } from './schedule';
import { ScheduleSettings } from './schedule-settings';

/**
 * Asks for the run that is due. Whoever says so, and however often, in however many processes: of one period there is one run. What was
 * missed while nobody was there is caught up once, since only the latest period counts.
 */
@Injectable()
export class ScheduledRuns {
  constructor(
    private readonly settings: ScheduleSettings,
    private readonly runs: Runs,
  ) {}

  /** The id of the run, if this call asked for it. What was due before the schedule was set is not caught up. */
  async ensure(now: Date): Promise<string | undefined> {
    const inForce = await this.settings.inForce();
    if (!inForce) return undefined;
    const due = lastDue(inForce.schedule, now);
    if (due <= inForce.since) return undefined;
    return this.runs.requestScheduled({ runOn: dayThere(inForce.schedule, due), period: due.toISOString() });
  }
}
