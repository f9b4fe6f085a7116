import { Injectable } from '@nestjs/common';
import { NotFound } from '@takings/runtime';
import { DataSource } from 'typeorm';
import type { Pace, Pause } from './estimate';
import { RunCounts } from './run-counts';
import { runProgress } from './run-progress';
import { RUN_COLUMNS, type RunRow } from './run-row';
import type { RunView } from './run.view';

/** The stages that call Xero. */

/** Runs as people see them. */
@Injectable()
export class RunViews {
  constructor(
    private readonly db: DataSource,
    private readonly counts: RunCounts,
  ) {}

  /** Throws `NotFound`. */
  async one(runId: string): Promise<RunView> {
    const rows: RunRow[] = await this.db.query(`select ${RUN_COLUMNS} from run where run_id = $1`, [runId]);
    const [view] = await this.viewsOf(rows);
    if (!view) throw new NotFound(`There is no run ${runId}`);
    return view;
  }

  /** The newest first. */
  async page(after: string | undefined, limit: number): Promise<{ runs: RunView[]; next: string | null }> {
    const rows: RunRow[] = await this.db.query(
      `select ${RUN_COLUMNS} from run
       where $1::uuid is null or (requested_at, run_id) < (select l.requested_at, l.run_id from run l where l.run_id = $1)
       order by requested_at desc, run_id desc limit $2`,
      [after ?? null, limit + 1],
    );
    const runs = rows.slice(0, limit);
    return { runs: await this.viewsOf(runs), next: rows.length > limit ? runs.at(-1)!.run_id : null };
  }

  private async viewsOf(runs: readonly RunRow[]): Promise<RunView[]> {
    const ids = runs.map(({ run_id }) => run_id);
    const [counts, needsYou, pace, pauses] = await Promise.all([this.counts.of(ids), this.needsYou(ids), this.pace(), this.pauses()]);
    const now = new Date();
    return runs.map((run) => {
      const own = counts.filter(({ runId }) => runId === run.run_id);
      return runProgress(run, own, { now, pace, pauses, needsYou: needsYou.get(run.run_id) ?? 0 });
    });
  }

  private async needsYou(runIds: readonly string[]): Promise<Map<string, number>> {
    const rows: { run_id: string; open: number }[] = await this.db.query(
      `select run_id, count(*)::int as open from (
         select coalesce(i.run_id, r.run_id) as run_id
         from stuck_item s left join invoice i on i.invoice_id::text = s.subject left join run r on r.run_id::text = s.subject
         where s.open and coalesce(i.run_id, r.run_id) = any($1)
         union all
         select run_id from invoice where state = 'withheld' and run_id = any($1)) n
       group by 1`,
      [runIds],
    );
    return new Map(rows.map(({ run_id, open }) => [run_id, open]));
  }

  private async pace(): Promise<Pace | undefined> {
    const [pace] = await this.db.query(
      `select minute_limit as "minuteLimit", used_by_others as "usedByOthers", day_remaining as "dayRemaining", day_resets_at as "dayResetsAt"
       from provider_state where provider = 'xero'`,
    );
    return pace;
  }

  private pauses(): Promise<Pause[]> {
    return this.db.query(
      `select stage, reason, until from stage_pause
       where paused_at > coalesce(resumed_at, '-infinity') and until > now() order by until desc`,
    );
  }
}
