import type { EntityManager } from 'typeorm';
import { isId } from '../validation/names';

export interface Successor {
  readonly id: string;
  readonly name: string;
  readonly team: string | null;
}

const AT_A_DESK = `roles && '{agent,team-manager,admin}'::text[]`;

/** By name, with the name of their team. */
export const allSuccessors = (db: Pick<EntityManager, 'query'>): Promise<{ id: string; name: string; team: string | null }[]> =>
  db.query(
    `select p.person_id as id, p.name, t.name as team from person p left join team t using (team_id)
     where p.active and p.${AT_A_DESK} order by p.name, p.person_id`,
  );

/** Who may be given a sale: the people of these ids that work at a desk. */
export async function successorsCalled(db: Pick<EntityManager, 'query'>, ids: readonly string[]): Promise<Map<string, Successor>> {
  const known = ids.filter(isId);
  if (known.length === 0) return new Map();
  const rows: Successor[] = await db.query(
    `select person_id as id, name, team_id as team from person
     where person_id = any($1) and active and ${AT_A_DESK}`,
    [known],
  );
  return new Map(rows.map((row) => [row.id, row]));
}
