import { randomUUID } from 'node:crypto';
import type { Given } from '@takings/contracts';
import type { EntityManager } from 'typeorm';
import { keepAudit } from '../audit/audit';
import { type ConsultantRow, consultantSaved } from '../consultants/consultants';
import { type TeamRow, teamSaved } from '../teams/teams';
import { nameKey } from '../validation/names';
import type { NewSale } from './new-sale';

const ACTION = { what: 'created by an import of sales' };

/** Creates the teams and consultants that an import names. Remembers whom it has seen, so that most batches need not ask. */
export class NamedSellers {
  private readonly seen = new Set<string>();

  constructor(
    private readonly actor: string,
    private readonly timeZone: string,
  ) {}

  /** Those that are there stay as they are; a new consultant is in the team of the first of the sales. */
  async create(sales: readonly NewSale[], db: EntityManager, give: (...facts: Given[]) => void): Promise<void> {
    const fresh = sales.filter((sale) => !this.seen.has(keyOf(sale)));
    if (fresh.length === 0) return;
    await this.createTeams(db, give, fresh);
    await this.createConsultants(db, give, fresh);
  }

  /** To be called when what was created is there to stay. */
  remember(sales: readonly NewSale[]) {
    for (const sale of sales) this.seen.add(keyOf(sale));
  }

  private async createTeams(db: EntityManager, give: (...facts: Given[]) => void, sales: readonly NewSale[]) {
    const named = firsts(sales.map(({ team }) => team!)).map(([key, name]) => ({ id: randomUUID(), key, name }));
    const rows: TeamRow[] = await db.query(CREATE_TEAMS, [JSON.stringify(named), this.timeZone]);
    for (const row of rows) {
      await keepAudit(db, { actor: this.actor, action: 'team created', about: row.team_id, detail: ACTION });
      give(teamSaved(row));
    }
  }

  private async createConsultants(db: EntityManager, give: (...facts: Given[]) => void, sales: readonly NewSale[]) {
    const teams = new Map([...sales].reverse().map(({ consultant, team }) => [nameKey(consultant), nameKey(team!)]));
    const named = firsts(sales.map(({ consultant }) => consultant)).map(([key, name]) => ({
      id: randomUUID(),
      key,
      name,
      team: teams.get(key),
    }));
    const rows: ConsultantRow[] = await db.query(CREATE_CONSULTANTS, [JSON.stringify(named)]);
    for (const row of rows) {
      await keepAudit(db, { actor: this.actor, action: 'consultant created', about: row.consultant_id, detail: ACTION });
      give(consultantSaved(row));
    }
  }
}

const keyOf = ({ consultant, team }: NewSale) => JSON.stringify([nameKey(consultant), nameKey(team!)]);

/** Each name once, as it was written first. */
const firsts = (names: readonly string[]) => [...new Map([...names].reverse().map((name) => [nameKey(name), name]))];

/** In order of name, so that two imports of the same file wait for each other instead of deadlocking. */
const CREATE_TEAMS = `
  insert into team (team_id, name, name_key, display_name, time_zone)
  select n.id, n.name, n.key, n.name, $2 from jsonb_to_recordset($1::jsonb) as n(id uuid, key text, name text)
  where not exists (select 1 from team t where t.name_key = n.key)
  order by n.key on conflict do nothing returning *`;

const CREATE_CONSULTANTS = `
  insert into consultant (consultant_id, name, name_key, team_id)
  select n.id, n.name, n.key, t.team_id
  from jsonb_to_recordset($1::jsonb) as n(id uuid, key text, name text, team text) join team t on t.name_key = n.team
  where not exists (select 1 from consultant c where c.name_key = n.key)
  order by n.key on conflict do nothing returning *`;
