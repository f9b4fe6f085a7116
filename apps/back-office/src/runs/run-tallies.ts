import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type CountRow, isMoving, RunCounts } from './run-counts';
import type { RunRow } from './run-row';

/**
 * Counts of runs, kept once a run has come to its end, so that a list of them costs the same however many invoices they had. Whatever changes
 * one of its invoices afterwards forgets them, by a trigger of the tables themselves.
 */
@Injectable()
export class RunTallies {
  constructor(
    private readonly db: DataSource,
    private readonly counts: RunCounts,
  ) {}

  async of(runs: readonly RunRow[]): Promise<CountRow[]> {
    const out = runs.filter(({ approved_by }) => approved_by !== null);
    const kept: { run_id: string; counts: CountRow[] }[] = await this.db.query(
      'select run_id, counts from run_tally where run_id = any($1)',
      [out.map(({ run_id }) => run_id)],
    );
    const known = new Set(kept.map(({ run_id }) => run_id));
    const counted = await Promise.all(out.filter(({ run_id }) => !known.has(run_id)).map((run) => this.count(run)));
    return [...kept.flatMap(({ counts }) => counts), ...counted.flat()];
  }

  /** Nothing is kept while somebody changes the run: what they have not committed is not in the counts. */
  private count(run: RunRow): Promise<CountRow[]> {
    return this.db.transaction(async (db) => {
      const [{ alone }] = await db.query('select pg_try_advisory_xact_lock($1, hashtext($2)) as alone', [RUN_TALLY, run.run_id]);
      const counts = await this.counts.of([run.run_id], db);
      if (alone && isOver(run, counts)) await db.query(KEEP, [run.run_id, JSON.stringify(counts)]);
      return counts;
    });
  }
}

/** The first key of the locks of tallies; the second is the run. */
export const RUN_TALLY = 1_763_700;

const KEEP = 'insert into run_tally (run_id, counts) values ($1, $2) on conflict do nothing';

/** Moments of what is under way are in no counts of a run that is over. */
function isOver({ issued_invoices, cut_short_at }: RunRow, counts: readonly CountRow[]): boolean {
  const known = counts.reduce((sum, { invoices }) => sum + invoices, 0);
  const allIssued = cut_short_at !== null || (issued_invoices !== null && known >= issued_invoices);
  return allIssued && !counts.some(isMoving);
}
