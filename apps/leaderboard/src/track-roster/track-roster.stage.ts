import { Injectable } from '@nestjs/common';
import { ConsultantSaved, type DataOf, TeamSaved } from '@takings/contracts';
import type { Done, Stage } from '@takings/messaging';
import type { EntityManager } from 'typeorm';
import { Roster } from './roster';

type Team = DataOf<typeof TeamSaved>;
type Consultant = DataOf<typeof ConsultantSaved>;

/** Safe to repeat, and in any order: the highest revision holds. */
@Injectable()
export class TrackRoster implements Stage<typeof TeamSaved | typeof ConsultantSaved> {
  readonly name = 'track-roster';
  readonly takes = [TeamSaved, ConsultantSaved];

  constructor(private readonly roster: Roster) {}

  key = (data: Team | Consultant) => `track-roster:${'consultantId' in data ? data.consultantId : data.teamId}:${data.revision}`;

  async recordAll(fresh: Done<typeof TeamSaved | typeof ConsultantSaved>[], db: EntityManager) {
    const all = fresh.map(({ data }) => data);
    const teams = highest(
      all.filter((data): data is Team => !('consultantId' in data)),
      ({ teamId }) => teamId,
    );
    const consultants = highest(
      all.filter((data): data is Consultant => 'consultantId' in data),
      ({ consultantId }) => consultantId,
    );
    if (teams.length > 0) await db.query(SAVE_TEAMS, [JSON.stringify(teams)]);
    if (consultants.length > 0) await db.query(SAVE_CONSULTANTS, [JSON.stringify(consultants)]);
    return fresh.map(() => []);
  }

  recorded() {
    this.roster.changed.next();
  }
}

/** One row cannot be changed twice by a statement. */
function highest<Saved extends { readonly revision: number }>(all: readonly Saved[], idOf: (saved: Saved) => string): Saved[] {
  const kept = new Map<string, Saved>();
  for (const saved of all) if (saved.revision > (kept.get(idOf(saved))?.revision ?? 0)) kept.set(idOf(saved), saved);
  return [...kept.values()];
}

/** In the order of their ids, or two workers would wait for each other. */
const SAVE_TEAMS = `
  insert into team (team_id, revision, name, display_name, time_zone, target_minor, currency, active)
  select "teamId", revision, name, "displayName", "timeZone", "targetMinor", currency, active
  from json_to_recordset($1) as t("teamId" uuid, revision int, name text, "displayName" text, "timeZone" text, "targetMinor" bigint,
    currency text, active boolean)
  order by "teamId"
  on conflict (team_id) do update set revision = excluded.revision, name = excluded.name, display_name = excluded.display_name,
    time_zone = excluded.time_zone, target_minor = excluded.target_minor, currency = excluded.currency, active = excluded.active
  where excluded.revision > team.revision`;

const SAVE_CONSULTANTS = `
  insert into consultant (consultant_id, revision, name, team_id, hidden_from_screens, active)
  select "consultantId", revision, name, "teamId", "hiddenFromScreens", active
  from json_to_recordset($1) as c("consultantId" uuid, revision int, name text, "teamId" uuid, "hiddenFromScreens" boolean, active boolean)
  order by "consultantId"
  on conflict (consultant_id) do update set revision = excluded.revision, name = excluded.name, team_id = excluded.team_id,
    hidden_from_screens = excluded.hidden_from_screens, active = excluded.active
  where excluded.revision > consultant.revision`;
