import type { EntityManager } from 'typeorm';
import { isId, nameKey } from '../validation/names';

export interface Seller {
  readonly id: string;
  readonly name: string;
  readonly teamId: string;
  /** False when they have left, or their team is closed. */
  readonly maySell: boolean;
}

/** Consultants by the names or ids they are called by; who is not known is left out. */
export async function sellersCalled(db: Pick<EntityManager, 'query'>, called: readonly string[]): Promise<Map<string, Seller>> {
  if (called.length === 0) return new Map();
  const rows: (Seller & { key: string })[] = await db.query(
    `select c.consultant_id as id, c.name, c.name_key as key, c.team_id as "teamId", c.active and t.active as "maySell"
     from consultant c join team t using (team_id) where c.consultant_id = any($1) or c.name_key = any($2)`,
    [called.filter(isId), called.filter((one) => !isId(one)).map(nameKey)],
  );
  const found = (one: string) => rows.find(({ id, key }) => (isId(one) ? id === one.toLowerCase() : key === nameKey(one)));
  return new Map(
    called
      .flatMap((one) => [[one, found(one)] as const])
      .filter((pair): pair is [string, Seller & { key: string }] => pair[1] !== undefined),
  );
}
