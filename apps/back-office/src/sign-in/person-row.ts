import { InvalidInput } from '@takings/runtime';
import type { Role } from '@takings/runtime/http';
import type { EntityManager } from 'typeorm';
import { historyOf } from '../audit/history';
import { teamCalled } from '../teams/teams';
import { isId, nameKey } from '../validation/names';

export interface PersonRow {
  readonly person_id: string;
  readonly name: string;
  readonly email: string;
  readonly email_key: string;
  readonly roles: readonly Role[];
  readonly team_id: string | null;
  readonly consultant_id: string | null;
  readonly active: boolean;
  /** Who they are at the company's identity provider: its address and their subject there. */
  readonly identity: string | null;
  readonly revision: number;
}

export const emailKey = (email: string): string => email.normalize('NFC').toLowerCase();

/** The id of what is called so; null for null. Throws `InvalidInput` that names the field. */
export const teamIdOf = async (db: Pick<EntityManager, 'query'>, called: string | null): Promise<string | null> =>
  called === null ? null : (await teamCalled(db, called)).team_id;

export async function consultantIdOf(db: Pick<EntityManager, 'query'>, called: string | null): Promise<string | null> {
  if (called === null) return null;
  const [column, value] = isId(called) ? ['consultant_id', called] : ['name_key', nameKey(called)];
  const [row]: { consultant_id: string }[] = await db.query(`select consultant_id from consultant where ${column} = $1`, [value]);
  if (row) return row.consultant_id;
  throw new InvalidInput(`consultant: there is no consultant "${called}"; expected the name or the id of a consultant`, 'consultant');
}

/** SQL: a person `p` as people see them. */
export const PERSON_VIEW = `
  jsonb_build_object(
    'personId', p.person_id, 'name', p.name, 'email', p.email, 'roles', to_jsonb(p.roles),
    'team', (select jsonb_build_object('id', t.team_id, 'name', t.name) from team t where t.team_id = p.team_id),
    'consultant', (select jsonb_build_object('id', c.consultant_id, 'name', c.name) from consultant c where c.consultant_id = p.consultant_id),
    'active', p.active, 'revision', p.revision,
    'signedIn', (select count(*) from session s where s.person_id = p.person_id and s.ended_at is null and s.ends_at > now()),
    'history', ${historyOf('p.person_id')})`;
