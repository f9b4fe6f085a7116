import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { ConsultantSaved } from '@takings/contracts';
import { Outbox } from '@takings/messaging';
import { Conflict, InvalidInput, NotFound } from '@takings/runtime';
import { DataSource, type EntityManager } from 'typeorm';
import { keepAudit } from '../audit/audit';
import { refuseStale, uniquely } from '../audit/concurrent-changes';
import { historyOf } from '../audit/history';
import { type TeamRow, teamCalled } from '../teams/teams';
import { nameKey } from '../validation/names';
import type { ConsultantChangeDto, ConsultantView, NewConsultantDto } from './consultant.view';

export interface ConsultantRow {
  readonly consultant_id: string;
  readonly name: string;
  readonly name_key: string;
  readonly team_id: string;
  readonly hidden_from_screens: boolean;
  readonly active: boolean;
  readonly revision: number;
}

/** Consultants, and what people decide about them. */
@Injectable()
export class Consultants {
  constructor(
    private readonly outbox: Outbox,
    private readonly db: DataSource,
  ) {}

  /** By name. Throws `InvalidInput` for an unknown team. */
  async all(team?: string): Promise<ConsultantView[]> {
    const teamId = team === undefined ? null : (await teamCalled(this.db, team)).team_id;
    const rows: { consultant: ConsultantView }[] = await this.db.query(
      `select ${VIEW} as consultant from consultant c join team t using (team_id)
       where $1::uuid is null or c.team_id = $1 order by c.name_key`,
      [teamId],
    );
    return rows.map(({ consultant }) => consultant);
  }

  /** Throws `NotFound`. */
  async one(consultantId: string): Promise<ConsultantView> {
    const [row]: { consultant: ConsultantView }[] = await this.db.query(
      `select ${VIEW} as consultant from consultant c join team t using (team_id) where c.consultant_id = $1`,
      [consultantId],
    );
    if (!row) throw new NotFound(`There is no consultant ${consultantId}`);
    return row.consultant;
  }

  /** Throws `Conflict` when there is one of that name, `InvalidInput` for an unknown or closed team. */
  async create(input: NewConsultantDto, actor: string): Promise<string> {
    const { name, hidden_from_screens = false, active = true } = input;
    return this.outbox.during(async (db, give) => {
      const team = await openTeam(db, input.team);
      const [row]: ConsultantRow[] = await db.query(
        `insert into consultant (consultant_id, name, name_key, team_id, hidden_from_screens, active)
         values ($1, $2, $3, $4, $5, $6) on conflict (name_key) do nothing returning *`,
        [randomUUID(), name, nameKey(name), team.team_id, hidden_from_screens, active],
      );
      if (!row) throw nameTaken(name);
      const what = `created in ${team.name}`;
      await keepAudit(db, { actor, action: 'consultant created', about: row.consultant_id, detail: { what, ...input } });
      give(consultantSaved(row));
      return row.consultant_id;
    });
  }

  /** Only what differs is changed, counted and told; a move leaves old sales with the old team. Throws as `create` does, and `NotFound`. */
  async change(consultantId: string, input: ConsultantChangeDto, actor: string): Promise<void> {
    await this.outbox.during(async (db, give) => {
      const [before]: (ConsultantRow & { team: string })[] = await db.query(
        'select c.*, t.name as team from consultant c join team t using (team_id) where consultant_id = $1 for update of c',
        [consultantId],
      );
      if (!before) throw new NotFound(`There is no consultant ${consultantId}`);
      await refuseStale(db, consultantId, before.revision, input.revision);
      const move = input.team === undefined ? undefined : await teamCalled(db, input.team);
      const moved = move && move.team_id !== before.team_id ? mustBeOpen(move) : undefined;
      const after = changed(before, input, moved);
      const what = differences(before, after, moved && `moved from ${before.team} to ${moved.name}`);
      if (what.length === 0) return;
      const [[row]]: [ConsultantRow[], number] = await uniquely(
        db.query(
          `update consultant set name = $2, name_key = $3, team_id = $4, hidden_from_screens = $5, active = $6, revision = revision + 1
         where consultant_id = $1 returning *`,
          [consultantId, after.name, after.name_key, after.team_id, after.hidden_from_screens, after.active],
        ),
        () => nameTaken(after.name),
      );
      await keepAudit(db, {
        actor,
        action: 'consultant changed',
        about: consultantId,
        detail: { what: what.join('; '), before, after: row },
      });
      give(consultantSaved(row!));
    });
  }
}

export const consultantSaved = (row: ConsultantRow) =>
  ConsultantSaved.of({
    consultantId: row.consultant_id,
    name: row.name,
    teamId: row.team_id,
    hiddenFromScreens: row.hidden_from_screens,
    active: row.active,
    revision: row.revision,
  });

const openTeam = async (db: EntityManager, nameOrId: string) => mustBeOpen(await teamCalled(db, nameOrId));

function mustBeOpen(team: TeamRow): TeamRow {
  if (!team.active) throw new InvalidInput(`team: ${team.name} is closed; expected a team that is open`, 'team');
  return team;
}

const nameTaken = (name: string) =>
  new Conflict(`name: there is a consultant "${name}" already; expected a name that no other consultant has`, 'name');

function changed(before: ConsultantRow, input: ConsultantChangeDto, moved?: TeamRow): ConsultantRow {
  const { name = before.name, hidden_from_screens = before.hidden_from_screens, active = before.active } = input;
  return { ...before, name, name_key: nameKey(name), team_id: moved?.team_id ?? before.team_id, hidden_from_screens, active };
}

function differences(before: ConsultantRow, after: ConsultantRow, moved?: string): string[] {
  return [
    ...(before.name === after.name ? [] : [`renamed from ${before.name} to ${after.name}`]),
    ...(moved ? [moved] : []),
    ...(before.hidden_from_screens === after.hidden_from_screens
      ? []
      : [after.hidden_from_screens ? 'hidden from screens' : 'shown on screens']),
    ...(before.active === after.active ? [] : [after.active ? 'came back' : 'left']),
  ];
}

const VIEW = `
  jsonb_build_object(
    'consultantId', c.consultant_id, 'name', c.name, 'team', jsonb_build_object('teamId', t.team_id, 'name', t.name),
    'hiddenFromScreens', c.hidden_from_screens, 'active', c.active, 'revision', c.revision,
    'history', ${historyOf('c.consultant_id')})`;
