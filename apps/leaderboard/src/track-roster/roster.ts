import { Injectable } from '@nestjs/common';
import { Subject } from 'rxjs';
import { DataSource, type EntityManager } from 'typeorm';
import type { Money } from '../ranking/position';

export interface Team {
  readonly teamId: string;
  readonly name: string;
  /** How boards call it. */
  readonly displayName: string;
  readonly timeZone: string;
  /** Revenue to be reached in a day. */
  readonly target: Money | null;
  readonly active: boolean;
}

interface TeamRow extends Omit<Team, 'target'> {
  readonly targetMinor: number | null;
  readonly currency: string | null;
}

/** What the back office has told of teams and consultants. */
@Injectable()
export class Roster {
  /** Says that something was told, in the process that took it; others learn of it when they read. */
  readonly changed = new Subject<void>();

  constructor(private readonly db: DataSource) {}

  /** By name. */
  async teams(db: Pick<EntityManager, 'query'> = this.db): Promise<readonly Team[]> {
    const rows: TeamRow[] = await db.query(
      `select team_id as "teamId", name, display_name as "displayName", time_zone as "timeZone", target_minor::float8 as "targetMinor",
         currency, active from team order by name collate "C"`,
    );
    return rows.map(({ targetMinor, currency, ...team }) => ({
      ...team,
      target: targetMinor !== null && currency !== null ? { minor: targetMinor, currency } : null,
    }));
  }

  /** Ids of the consultants whose names screens must not show. */
  async hidden(): Promise<ReadonlySet<string>> {
    const rows: { id: string }[] = await this.db.query('select consultant_id as id from consultant where hidden_from_screens');
    return new Set(rows.map(({ id }) => id));
  }
}
