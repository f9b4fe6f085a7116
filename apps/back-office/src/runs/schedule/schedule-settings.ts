import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { changeSetting, settingOf } from '../../settings/settings';
import { inWords } from './in-words';
import { nextDue, type Schedule, standardSchedule } from './schedule';

const NAME = 'schedule';

/** The time zone of a company that has not said its own. */
export class CompanyTimeZone {
  constructor(readonly name: string) {}
}

/** When runs are gathered by themselves, as finance has set it. */
@Injectable()
export class ScheduleSettings {
  constructor(
    private readonly db: DataSource,
    private readonly zone: CompanyTimeZone,
  ) {}

  /** Undefined while nobody has switched it on. */
  async inForce(): Promise<{ schedule: Schedule; since: Date } | undefined> {
    const setting = await settingOf<Schedule>(this.db, NAME);
    return setting?.value.on ? { schedule: setting.value, since: setting.changedAt } : undefined;
  }

  async view() {
    const setting = await settingOf<Schedule>(this.db, NAME);
    const schedule = setting?.value ?? standardSchedule(await this.timeZone());
    return {
      ...schedule,
      inWords: inWords(schedule.cron),
      nextDueAt: schedule.on ? nextDue(schedule, new Date()).toISOString() : null,
      revision: setting?.revision ?? 0,
      changedBy: setting?.changedBy ?? null,
      changedAt: setting?.changedAt.toISOString() ?? null,
    };
  }

  /** Throws `Conflict` when somebody else was first. */
  async change(value: Schedule, revision: number | undefined, actor: string): Promise<void> {
    await this.db.transaction((db) => changeSetting(db, NAME, { value, standard: standardSchedule(this.zone.name), actor, revision }));
  }

  /** The company has moved to another time zone, and its schedule, if one is set, with it. */
  async moveTo(timeZone: string, actor: string, db: EntityManager): Promise<void> {
    const setting = await settingOf<Schedule>(db, NAME);
    if (!setting || setting.value.timeZone === timeZone) return;
    await changeSetting(db, NAME, { value: { ...setting.value, timeZone }, standard: setting.value, actor });
  }

  /** The company's, as people set it or the installation says. */
  private async timeZone(): Promise<string> {
    return (await settingOf<{ timeZone: string }>(this.db, 'company'))?.value.timeZone ?? this.zone.name;
  }
}
