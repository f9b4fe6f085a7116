import { Injectable } from '@nestjs/common';
import { NotFound } from '@takings/runtime';
import type { Person } from '@takings/runtime/http';
import { DataSource } from 'typeorm';
import { ApprovalSettings } from './approval/approval-settings';
import { personsFor } from './approval/policy';
import { HandworkSaved } from './handwork/handwork-saved';
import type { Pause } from './estimate';
import { type Approval, approvalsOf, type LeftOut, leftOutOf, standingOf, unusualIn } from './left-out';
import { RUN_ACTIONS, whyNot } from './legal-actions';
import { hasEnded } from './ended';
import { gateOf } from './run-gate';
import { allEnded, type Decided, runProgress, type SeenPace } from './run-progress';
import { RUN_COLUMNS, type RunRow } from './run-row';
import { RunTallies } from './run-tallies';
import type { RunView } from './run.view';

type Around = Parameters<typeof gateOf>[1];
type Gates = Omit<Around, 'ended'>;

/** Runs as people see them. */
@Injectable()
export class RunViews {
  constructor(
    private readonly db: DataSource,
    private readonly tallies: RunTallies,
    private readonly settings: ApprovalSettings,
    private readonly handwork: HandworkSaved,
  ) {}

  /** Throws `NotFound`. */
  async one(runId: string, person: Person): Promise<RunView> {
    const run = await this.row(runId);
    const [view] = await this.viewsOf([run], person);
    // What there was to look at is of no more use once the run has gone out.
    if (run.approved_by) return { ...view!, before: await this.before(runId) };
    const [anomalies, toLookAt, before] = await Promise.all([this.anomalies(runId), this.toLookAt(runId), this.before(runId)]);
    return { ...view!, anomalies, toLookAt, before };
  }

  /** A run and what decides its gate. Throws `NotFound`. */
  async withGate(runId: string): Promise<{ run: RunRow; around: Around }> {
    const run = await this.row(runId);
    const [[gates], ended] = await Promise.all([this.gates([run]), hasEnded(this.db, run)]);
    return { run, around: { ...gates!, ended } };
  }

  /** The newest first. */
  async page(after: string | undefined, limit: number, person: Person): Promise<{ runs: RunView[]; next: string | null }> {
    const rows: RunRow[] = await this.db.query(
      `select ${RUN_COLUMNS} from run
       where $1::uuid is null or (requested_at, run_id) < (select l.requested_at, l.run_id from run l where l.run_id = $1)
       order by requested_at desc, run_id desc limit $2`,
      [after ?? null, limit + 1],
    );
    const runs = rows.slice(0, limit);
    return { runs: await this.viewsOf(runs, person), next: rows.length > limit ? runs.at(-1)!.run_id : null };
  }

  private async row(runId: string): Promise<RunRow> {
    const [run]: RunRow[] = await this.db.query(`select ${RUN_COLUMNS} from run where run_id = $1`, [runId]);
    if (!run) throw new NotFound(`There is no run ${runId}`);
    return run;
  }

  private async viewsOf(runs: readonly RunRow[], person: Person): Promise<RunView[]> {
    const ids = runs.map(({ run_id }) => run_id);
    const [counts, needsYou, pace, pauses, gates] = await Promise.all([
      this.tallies.of(runs),
      this.needsYou(ids),
      this.pace(),
      this.pauses(),
      this.gates(runs),
    ]);
    const now = new Date();
    const views = runs.map((run, at) => {
      const own = counts.filter(({ runId }) => runId === run.run_id);
      const surroundings = { now, pace, pauses, needsYou: needsYou.get(run.run_id) ?? 0 };
      return runProgress(run, own, surroundings, decidedOf(run, { ...gates[at]!, ended: allEnded(run, own) }, person));
    });
    return this.handwork.toldOf(views);
  }

  private async gates(runs: readonly RunRow[]): Promise<Gates[]> {
    const ids = runs.map(({ run_id }) => run_id);
    const [leftOut, approvals, unusual, policy] = await Promise.all([
      leftOutOf(this.db, ids),
      approvalsOf(this.db, ids),
      unusualIn(
        this.db,
        runs.filter(({ approved_by }) => approved_by === null).map(({ run_id }) => run_id),
      ),
      this.settings.policy(),
    ]);
    const ofRun = <Row extends LeftOut | Approval>(rows: readonly Row[], id: string) => rows.filter(({ runId }) => runId === id);
    return ids.map((id) => ({ leftOut: ofRun(leftOut, id), approvals: ofRun(approvals, id), unusual: unusual.get(id) ?? 0, policy }));
  }

  private anomalies(runId: string): Promise<RunView['anomalies']> {
    return this.db.query(
      `with told as (
         select unnest(anomalies) as kind, currency, left_out_at, total_minor from run_invoice where run_id = $1 and cardinality(anomalies) > 0
         union all
         select 'no-card', currency, left_out_at, total_minor from run_invoice where run_id = $1 and not has_card
       ), by_currency as (
         select kind, currency, (count(*) filter (where left_out_at is null))::int as invoices, count(left_out_at)::int as left_out,
           sum(total_minor)::float8 as minor from told group by 1, 2
       )
       select kind, sum(invoices)::int as invoices, sum(left_out)::int as "leftOut",
         json_agg(json_build_object('currency', currency, 'minor', minor) order by currency) as totals
       from by_currency group by 1 order by 1`,
      [runId],
    );
  }

  private async toLookAt(runId: string): Promise<number> {
    const [{ invoices }] = await this.db.query(
      `select count(*)::int as invoices from (
         select invoice_id from run_invoice where run_id = $1 and cardinality(anomalies) > 0
         union
         select invoice_id from run_invoice where run_id = $1 and not has_card) told`,
      [runId],
    );
    return invoices;
  }

  /** The last run before this one that was approved: stopped ones too, as far as they went out, compare to nothing. */
  private async before(runId: string): Promise<RunView['before']> {
    const [run]: RunRow[] = await this.db.query(
      `select ${RUN_COLUMNS} from run where approved_by is not null and stopped_by is null and gathered is not null
         and (requested_at, run_id) < (select l.requested_at, l.run_id from run l where l.run_id = $1)
       order by requested_at desc, run_id desc limit 1`,
      [runId],
    );
    if (!run) return null;
    const { invoices, totals } = standingOf(run, await leftOutOf(this.db, [run.run_id]));
    const brief = totals.map(({ currency, invoices: count, totalMinor }) => ({ currency, invoices: count, totalMinor }));
    return { runId: run.run_id, runOn: run.run_on, invoices, totals: brief };
  }

  private async needsYou(runIds: readonly string[]): Promise<Map<string, number>> {
    const rows: { run_id: string; open: number }[] = await this.db.query(
      `select run_id, count(*)::int as open from (
         select run_id, kind from stuck_item where open and run_id = any($1)
         union all
         select subject::uuid, kind from stuck_item where open and subject = any($1::text[]) and run_id is null) n
       where kind <> 'asking' group by 1`,
      [runIds],
    );
    return new Map(rows.map(({ run_id, open }) => [run_id, open]));
  }

  private async pace(): Promise<SeenPace | undefined> {
    const [pace] = await this.db.query(
      `select minute_limit as "minuteLimit", used_by_others as "usedByOthers", day_remaining as "dayRemaining", day_resets_at as "dayResetsAt",
         used_this_minute as "usedThisMinute", at
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

function decidedOf(run: RunRow, around: Around, person: Person): Decided {
  const gate = gateOf(run, around);
  return {
    gate,
    standing: standingOf(run, around.leftOut),
    approval: {
      rule: gate.rule,
      needed: personsFor(gate.rule),
      given: around.approvals.map(({ name, at }) => ({ by: name, at: at.toISOString() })),
    },
    actions: RUN_ACTIONS.map((action) => ({ action, whyNot: whyNot[action](gate, person) })),
    leftOut: {
      invoices: gate.leftOut,
      totals: around.leftOut.map(({ currency, invoices, totalMinor }) => ({ currency, invoices, totalMinor })),
    },
    anomalies: [],
    before: null,
    toLookAt: 0,
  };
}
