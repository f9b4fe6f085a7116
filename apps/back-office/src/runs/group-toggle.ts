import { Conflict } from '@takings/runtime';
import type { Person } from '@takings/runtime/http';
import type { EntityManager } from 'typeorm';
import { type Group, groupIs } from './proposed-invoices';

interface Toggling {
  readonly runId: string;
  readonly group: Group;
  readonly because: string;
  readonly person: Person;
}

/** Each is a fact of this one transaction. */
const MOST_OF_A_GROUP = 5_000;

/** Answers whose they are, in the order of the run. Throws `Conflict` when there is none, or too many for one decision. */
export async function toggleGroup(
  db: EntityManager,
  { runId, group, because, person }: Toggling,
  action: 'leave-out' | 'include',
): Promise<string[]> {
  const out = action === 'leave-out';
  const [rows]: [{ invoiceId: string; seq: number }[], number] = await db.query(
    `update run_invoice p set left_out_by = case when $3::boolean then $4::text end, left_out_at = case when $3::boolean then now() end, because = $5
     where p.run_id = $1 and ${groupIs(group)} and not p.credit and (p.left_out_at is null) = $3::boolean
     returning p.invoice_id as "invoiceId", p.seq`,
    [runId, group, out, person.name, because],
  );
  if (rows.length === 0) throw new Conflict(out ? 'All of these are left out already.' : 'None of these is left out.');
  if (rows.length > MOST_OF_A_GROUP)
    throw new Conflict(`These are ${rows.length} invoices; at most ${MOST_OF_A_GROUP} can be decided at once. Stop the run instead.`);
  await db.query('update run set decisions = decisions + $2 where run_id = $1', [runId, rows.length]);
  await db.query('delete from run_approval where run_id = $1', [runId]);
  return rows.sort((one, other) => one.seq - other.seq).map(({ invoiceId }) => invoiceId);
}
