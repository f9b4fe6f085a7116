import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { CompanyTimeZone } from '../runs/schedule/schedule-settings';
import { nextDue } from '../runs/schedule/schedule';
import { changeSetting, settingOf } from '../settings/settings';
import { type Connector, standardConnector } from './connector';

const NAME = 'CRM connector';

/** How the CRM is pulled, as finance has set it. */
@Injectable()
export class ConnectorSettingsOf {
  constructor(
    private readonly db: DataSource,
    private readonly zone: CompanyTimeZone,
  ) {}

  /** Undefined while nobody has set it up. */
  async inForce(): Promise<{ connector: Connector; since: Date } | undefined> {
    const setting = await settingOf<Connector>(this.db, NAME);
    return setting && { connector: setting.value, since: setting.changedAt };
  }

  async view() {
    const setting = await settingOf<Connector>(this.db, NAME);
    const connector = setting?.value ?? standardConnector(this.zone.name);
    return {
      connector,
      nextDueAt: setting && connector.schedule.on ? nextDue(connector.schedule, new Date()).toISOString() : null,
      revision: setting?.revision ?? 0,
      changedBy: setting?.changedBy ?? null,
      changedAt: setting?.changedAt.toISOString() ?? null,
    };
  }

  /** Throws `Conflict` when somebody else was first. */
  async change(value: Connector, revision: number | undefined, actor: string): Promise<void> {
    await this.db.transaction((db) => changeSetting(db, NAME, { value, standard: standardConnector(this.zone.name), actor, revision }));
  }
}
