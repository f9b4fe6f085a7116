import { Injectable } from '@nestjs/common';
import { CompanyChanged } from '@takings/contracts';
import type { EntityManager } from 'typeorm';
import { ScheduleClock } from '../../runs/schedule/schedule-clock';
import { ScheduleSettings } from '../../runs/schedule/schedule-settings';
import { ToldSettings } from '../told-settings';
import type { Company } from './company';

const NAME = 'company';

/** Letterhead and time zone. */
@Injectable()
export class CompanySetting {
  constructor(
    private readonly settings: ToldSettings,
    private readonly schedule: ScheduleSettings,
    private readonly clock: ScheduleClock,
  ) {}

  view() {
    return this.settings.view<Company>(NAME);
  }

  /** A schedule that is set moves to the company's time zone with it. Throws `Conflict` when somebody else was first. */
  async change(value: Company, revision: number | undefined, actor: string): Promise<void> {
    const told = (by: { revision: number; changedBy: string }) => CompanyChanged.of({ setting: NAME, ...by, ...value });
    const also = (db: EntityManager) => this.schedule.moveTo(value.timeZone, actor, db);
    await this.settings.change({ name: NAME, value, revision, actor, told, also });
    await this.clock.look();
  }
}
