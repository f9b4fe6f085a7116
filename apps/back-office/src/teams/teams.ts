import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { TeamSaved } from '@takings/contracts';
import { Outbox } from '@takings/messaging';
import { formatMoney } from '@takings/money';
import { Conflict, InvalidInput, NotFound } from '@takings/runtime';
import { DataSource, type EntityManager } from 'typeorm';
import { keepAudit } from '../audit/audit';
import { refuseStale, uniquely } from '../audit/concurrent-changes';
import { historyOf } from '../audit/history';
import { SellerSettings } from '../sales/seller-settings';
import { isId, nameKey } from '../validation/names';
import type { NewTeamDto, TeamChangeDto, TeamView } from './team.view';

export interface TeamRow {
  readonly team_id: string;
  readonly name: string;
  readonly name_key: string;
  readonly display_name: string;
  readonly time_zone: string;
  /** bigint, as PostgreSQL gives it. */
  readonly target_minor: string | null;
  readonly currency: string | null;
  readonly active: boolean;
  readonly revision: number;
}

/** Teams, and what people decide about them. */
@Injectable()
export class Teams {
  constructor(
    private readonly outbox: Outbox,
    private readonly db: DataSource,
    private readonly settings: SellerSettings,
  ) {}

  /** By name. */
  async all(): Promise<TeamView[]> {
    const rows: { team: TeamView }[] = await this.db.query(`select ${VIEW} as team from team t order by t.name_key`);
    return rows.map(({ team }) => team);
  }

  /** Throws `NotFound`. */
  async one(teamId: string): Promise<TeamView> {
    const [row]: { team: TeamView }[] = await this.db.query(`select ${VIEW} as team from team t where t.team_id = $1`, [teamId]);
    if (!row) throw new NotFound(`There is no team ${teamId}`);
    return row.team;
  }

  /** Throws `Conflict` when there is one of that name. */
  async create(input: NewTeamDto, actor: string): Promise<string> {
    const { name, display_name = name, time_zone = this.settings.timeZone, target = null, active = true } = input;
    const currency = target === null ? null : input.currency;
    return this.outbox.during(async (db, give) => {
      const [row]: TeamRow[] = await db.query(
        `insert into team (team_id, name, name_key, display_name, time_zone, target_minor, currency, active)
         values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (name_key) do nothing returning *`,
        [randomUUID(), name, nameKey(name), display_name, time_zone, target, currency, active],
      );
      if (!row) throw nameTaken(name);
      await keepAudit(db, { actor, action: 'team created', about: row.team_id, detail: { what: 'created', ...input } });
      give(teamSaved(row));
      return row.team_id;
    });
  }

  /** Only what differs is changed, counted and told. Throws `NotFound`, or `Conflict` when somebody was first or another team has that name. */
  async change(teamId: string, input: TeamChangeDto, actor: string): Promise<void> {
    await this.outbox.during(async (db, give) => {
      const [before]: TeamRow[] = await db.query('select * from team where team_id = $1 for update', [teamId]);
      if (!before) throw new NotFound(`There is no team ${teamId}`);
      await refuseStale(db, teamId, before.revision, input.revision);
      const after = changed(before, input);
      const what = differences(before, after);
      if (what.length === 0) return;
      const [[row]]: [TeamRow[], number] = await uniquely(
        db.query(
          `update team set name = $2, name_key = $3, display_name = $4, time_zone = $5, target_minor = $6, currency = $7, active = $8,
           revision = revision + 1 where team_id = $1 returning *`,
          [teamId, after.name, after.name_key, after.display_name, after.time_zone, after.target_minor, after.currency, after.active],
        ),
        () => nameTaken(after.name),
      );
      await keepAudit(db, { actor, action: 'team changed', about: teamId, detail: { what: what.join('; '), before, after: row } });
      give(teamSaved(row!));
    });
  }
}

/** Finds a team by its name or id. Throws `InvalidInput` that names the field. */
export async function teamCalled(db: Pick<EntityManager, 'query'>, nameOrId: string): Promise<TeamRow> {
  const [row]: TeamRow[] = isId(nameOrId)
    ? await db.query('select * from team where team_id = $1', [nameOrId])
    : await db.query('select * from team where name_key = $1', [nameKey(nameOrId)]);
  if (!row) throw new InvalidInput(`team: there is no team "${nameOrId}"; expected the name or the id of a team`, 'team');
  return row;
}

export const teamSaved = (row: TeamRow) =>
  TeamSaved.of({
    teamId: row.team_id,
    name: row.name,
    displayName: row.display_name,
    timeZone: row.time_zone,
    targetMinor: row.target_minor === null ? null : Number(row.target_minor),
    currency: row.currency,
    active: row.active,
    revision: row.revision,
  });

const nameTaken = (name: string) => new Conflict(`name: there is a team "${name}" already; expected a name that no other team has`, 'name');

function changed(before: TeamRow, input: TeamChangeDto): TeamRow {
  const { name = before.name, display_name, time_zone = before.time_zone, active = before.active } = input;
  const target = input.target === undefined ? before.target_minor : input.target;
  const currency = target === null ? null : (input.currency ?? before.currency);
  if (target !== null && !currency)
    throw new InvalidInput('currency: is missing; expected the currency of the target, such as GBP', 'currency');
  // A team that is shown by its name goes on so under its new name.
  const shownAs = display_name ?? (before.display_name === before.name ? name : before.display_name);
  return {
    ...before,
    ...{ name, name_key: nameKey(name), display_name: shownAs, time_zone, active, currency },
    target_minor: target === null ? null : String(target),
  };
}

function differences(before: TeamRow, after: TeamRow): string[] {
  const changes: [unknown, unknown, string][] = [
    [before.name, after.name, `renamed from ${before.name} to ${after.name}`],
    [before.display_name, after.display_name, `shown as ${after.display_name} instead of ${before.display_name}`],
    [before.time_zone, after.time_zone, `time zone from ${before.time_zone} to ${after.time_zone}`],
    [targetWords(before), targetWords(after), `target from ${targetWords(before)} to ${targetWords(after)}`],
    [before.active, after.active, after.active ? 'opened again' : 'closed'],
  ];
  return changes.filter(([one, other]) => one !== other).map(([, , words]) => words);
}

const targetWords = ({ target_minor, currency }: TeamRow) =>
  target_minor === null ? 'none' : formatMoney(Number(target_minor), currency!);

const VIEW = `
  jsonb_build_object(
    'teamId', t.team_id, 'name', t.name, 'displayName', t.display_name, 'timeZone', t.time_zone,
    'target', case when t.target_minor is not null then jsonb_build_object('minor', t.target_minor, 'currency', t.currency) end,
    'active', t.active, 'revision', t.revision,
    'consultants', (select count(*) from consultant c where c.team_id = t.team_id and c.active),
    'history', ${historyOf('t.team_id')})`;
