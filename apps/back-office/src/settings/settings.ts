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
  /** What held before anybody had set it up, for the audit; null when that is not known here. */
  readonly standard: Value | null;
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

/** In the caller's transaction, with its audit. Answers the new revision. Throws `Conflict` when somebody else has changed it meanwhile. */
export async function changeSetting<Value extends object>(
  db: EntityManager,
  name: string,
  { value, standard, actor, revision }: Change<Value>,
): Promise<number> {
  await db.query(`select pg_advisory_xact_lock(hashtext('setting:' || $1))`, [name]);
  const before = await settingOf<Value>(db, name);
  await refuseStale(db, name, before?.revision ?? 0, revision);
  const [{ revision: now }]: [{ revision: number }] = await db.query(
    `insert into setting as s (name, value, changed_by) values ($1, $2, $3)
     on conflict (name) do update set value = excluded.value, changed_by = excluded.changed_by, changed_at = now(), revision = s.revision + 1
     returning revision`,
    [name, JSON.stringify(value), actor],
  );
  const held = before?.value ?? standard;
  const detail = { what: changesInWords(name, held, value), before: held, after: value };
  await keepAudit(db, { actor, action: 'setting changed', about: name, detail });
  return now;
}

/** "number series: prefix from TK- to INV-": what is more than a word or a number is only said to have changed. */
function changesInWords(name: string, before: object | null, after: object): string {
  const fields = Object.keys({ ...before, ...after }) as (keyof typeof after)[];
  const changes = fields.flatMap((field) => {
    const [was, is] = [before?.[field] ?? null, after[field] ?? null] as unknown[];
    if (JSON.stringify(was) === JSON.stringify(is)) return [];
    const words = String(field).replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
    const plain = [was, is].every((one) => typeof one !== 'object' || one === null);
    return [plain ? `${words} from ${told(was)} to ${told(is)}` : `${words} changed`];
  });
  return `${name.replaceAll('-', ' ')}: ${changes.join(', ') || 'saved as it was'}`;
}

const told = (value: unknown): string =>
  value === null || value === '' ? 'none' : value === true ? 'on' : value === false ? 'off' : String(value);
