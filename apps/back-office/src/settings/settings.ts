import type { EntityManager } from 'typeorm';
import { keepAudit } from '../audit/audit';
import { refuseStale } from '../audit/concurrent-changes';

/** A setting as people left it; undefined while nobody has set it up. */
export interface Setting<Value> {
  readonly value: Value;
  readonly revision: number;
  readonly changedBy: string;
  readonly changedAt: Date;
}

interface Change<Value> {
  readonly value: Value;
  /** What held before anybody had set it up, for the audit. */
  readonly standard: Value;
  readonly actor: string;
  /** The revision the change began from; 0 for one that was never set. Not said: whatever holds is replaced. */
  readonly revision?: number;
}

export async function settingOf<Value>(db: Pick<EntityManager, 'query'>, name: string): Promise<Setting<Value> | undefined> {
  const [row] = await db.query(
    'select value, revision, changed_by as "changedBy", changed_at as "changedAt" from setting where name = $1',
    [name],
  );
  return row;
}

/** In the caller's transaction, with its audit. Throws `Conflict` when somebody else has changed it meanwhile. */
export async function changeSetting<Value>(
  db: EntityManager,
  name: string,
  { value, standard, actor, revision }: Change<Value>,
): Promise<void> {
  await db.query(`select pg_advisory_xact_lock(hashtext('setting:' || $1))`, [name]);
  const before = await settingOf<Value>(db, name);
  await refuseStale(db, name, before?.revision ?? 0, revision);
  await db.query(
    `insert into setting as s (name, value, changed_by) values ($1, $2, $3)
     on conflict (name) do update set value = excluded.value, changed_by = excluded.changed_by, changed_at = now(), revision = s.revision + 1`,
    [name, JSON.stringify(value), actor],
  );
  await keepAudit(db, { actor, action: 'setting changed', about: name, detail: { before: before?.value ?? standard, after: value } });
}
