import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { CompanyTimeZone } from '../runs/schedule/schedule-settings';

/** The day in the time zone of the company. */
@Injectable()
export class TodayHere {
  constructor(
    private readonly db: DataSource,
    private readonly zone: CompanyTimeZone,
  ) {}

  /** When it began. PostgreSQL knows of clocks that change. */
  async begins(): Promise<Date> {
    const [{ begins }] = await this.db.query(`select date_trunc('day', now() at time zone $1) at time zone $1 as begins`, [this.zone.name]);
    return begins;
  }
}
