import type { EntityManager } from 'typeorm';
import { MOVING, STANDING_COLUMNS, STANDING_FROM, standingWith } from './invoice-standing';
import type { RunRow } from './run-row';
import { OPEN } from './watch-runs.migration';

/**
 * Whether every invoice of the run was issued, is known here, and has come to its end: what `allEnded` says of its counts, asked without
 * counting the many that are done.
 */
export async function hasEnded(db: Pick<EntityManager, 'query'>, { run_id, issued_invoices }: RunRow): Promise<boolean> {
  if (issued_invoices === null) return false;
  const [{ moving }] = await db.query(
    `with ${standingWith('= $1')}
     select exists (
       select 1 from (select ${STANDING_COLUMNS} from invoice i ${STANDING_FROM} where i.run_id = $1 and ${OPEN}) standing where ${MOVING}) as moving`,
    [run_id],
  );
  if (moving) return false;
  const [{ known }] = await db.query('select count(*)::int as known from invoice where run_id = $1', [run_id]);
  return known >= issued_invoices;
}
