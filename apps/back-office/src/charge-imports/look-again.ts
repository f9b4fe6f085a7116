import type { EntityManager } from 'typeorm';
import type { ImportRow } from './entering-previews';
import type { ImportKind, Weighed } from './import-kinds';
import { insertFaults } from './staging';

/** Rows in one statement. */
const LOOKED_AT_TOGETHER = 5000;

/**
 * Whether something of a preview has come in by another way since it was made. What has is no longer new, and the preview says so as its next
 * revision.
 */
export async function lookAgain(db: EntityManager, { import_id: importId }: ImportRow, kind: ImportKind): Promise<boolean> {
  const gone = { known: 0, rejected: 0 };
  let after = '0';
  for (;;) {
    const rows: (Weighed<object> & { line: string })[] = await db.query(
      'select line, ref, content, item from import_row where import_id = $1 and line > $2 order by line limit $3',
      [importId, after, LOOKED_AT_TOGETHER],
    );
    if (rows.length === 0) break;
    after = rows.at(-1)!.line;
    const verdicts = await kind.judge(db, rows);
    const old = rows.filter(({ ref }) => verdicts.get(ref) !== 'new');
    const faults = old.flatMap(({ line, ref }) => {
      const verdict = verdicts.get(ref)!;
      return typeof verdict === 'string' ? [] : [{ line: Number(line), ref, ...verdict, fields: [] }];
    });
    await insertFaults(db, importId, faults);
    await db.query('delete from import_row where import_id = $1 and line = any($2)', [importId, old.map(({ line }) => line)]);
    gone.known += old.length - faults.length;
    gone.rejected += faults.length;
  }
  const changed = gone.known + gone.rejected;
  if (changed === 0) return false;
  const [{ sums }] = kind.sums ? await db.query(kind.sums, [importId]) : [{ sums: [] }];
  await db.query(
    `update charge_import set fresh = fresh - $2, known = known + $3, rejected = rejected + $4, rejected_kept = rejected_kept + $4, sums = $5,
       revision = revision + 1 where import_id = $1`,
    [importId, changed, gone.known, gone.rejected, JSON.stringify(sums)],
  );
  return true;
}
