import { estimateEnd, type Pace, type Pause } from './estimate';
import type { Standing } from './left-out';
import type { Gate } from './legal-actions';
import { RUN_STAGES, type RunStage, type Standing as StageStanding } from './invoice-standing';
import { type CountRow, isMoving } from './run-counts';
import type { RunRow } from './run-row';
import { sentences } from './run-sentences';
import type { RUN_STATES, RunView } from './run.view';

/** What Xero allows, as last seen, with how much of the present minute is used. */
export interface SeenPace extends Pace {
  readonly usedThisMinute: number | null;
  readonly at: Date;
}

export interface Surroundings {
  readonly now: Date;
  readonly pace?: SeenPace;
  /** Pauses of the stages that call Xero. */
  readonly pauses: readonly Pause[];
  /** Open stuck items about the run itself or one of its invoices. */
  readonly needsYou: number;
}

/** What a page shows of a run beside its progress. */
export interface Decided {
  readonly gate: Gate;
  readonly standing: Standing;
  readonly approval: RunView['approval'];
  readonly actions: RunView['actions'];
  readonly leftOut: RunView['leftOut'];
  readonly anomalies: RunView['anomalies'];
  readonly before: RunView['before'];
  readonly toLookAt: number;
}

export type State = (typeof RUN_STATES)[number];

/** How a run stands: its own milestones, the counts of its invoices, and what its provider allows. */
export function runProgress(run: RunRow, counts: readonly CountRow[], around: Surroundings, decided: Decided): RunView {
  const { gathered } = run;
  const { standing, approval, actions, leftOut, anomalies, before, toLookAt } = decided;
  const sum = summed(counts);
  const state = stateOf(run, counts);
  const estimate = ENDS.has(state) ? estimateEnd(leftOf(standing, sum), around.now, around.pace, around.pauses) : undefined;
  return {
    runId: run.run_id,
    version: run.version,
    runOn: run.run_on,
    state,
    sentence: sentences[state]({ run, standing, approval, sum, around, endsAt: estimate?.at, callsAMinute: estimate?.callsAMinute }),
    requestedBy: run.requested_by,
    requestedAt: run.requested_at.toISOString(),
    collectedAt: run.ready_at?.toISOString() ?? null,
    approvedBy: run.approved_by,
    approvedAt: run.approved_at?.toISOString() ?? null,
    approval,
    paused: state === 'paused' && run.paused_by ? { by: run.paused_by, at: run.paused_at!.toISOString() } : null,
    stopped: run.stopped_by
      ? { by: run.stopped_by, at: run.stopped_at!.toISOString(), because: run.stop_because!, settled: run.cut_short_at !== null }
      : null,
    stopAsked:
      run.stop_asked_by && !run.stopped_by
        ? { by: run.stop_asked_by, at: run.stop_asked_at!.toISOString(), because: run.stop_because! }
        : null,
    actions,
    leftOut,
    anomalies,
    toLookAt,
    before,
    invoices: standing.invoices,
    charges: standing.charges,
    credits: gathered?.credits ?? 0,
    waiting: gathered?.waiting ?? 0,
    pausedCustomers: gathered?.paused ?? [],
    withoutCard: standing.withoutCard,
    totals: totalsOf(standing, counts),
    issued: sum('issued'),
    ended: sum('issued') - sum('moving'),
    needsYou: around.needsYou,
    stages: stagesOf(counts, around.pauses),
    debitFailed: debitFailures(counts),
    pace: around.pace ? paceOf(around.pace, around.now) : null,
    handwork: null,
    estimatedEnd: estimate?.at.toISOString() ?? null,
  };
}

export type Sum = (name: keyof typeof COUNTED) => number;

const COUNTED = {
  issued: () => true,
  moving: isMoving,
  filed: ({ filed }: CountRow) => filed === 'done',
  rejected: ({ filed }: CountRow) => filed === 'failed',
  undeliverable: ({ mailed }: CountRow) => mailed === 'failed',
  debitFailed: ({ debited }: CountRow) => debited === 'failed',
  recorded: ({ recorded }: CountRow) => recorded === 'done',
} as const satisfies Record<string, (row: CountRow) => boolean>;

const summed =
  (counts: readonly CountRow[]): Sum =>
  (name) =>
    invoicesOf(counts.filter(COUNTED[name]));

const invoicesOf = (rows: readonly CountRow[]) => rows.reduce((total, { invoices: more }) => total + more, 0);

/** States in which it can be said when all will be done. */
const ENDS: ReadonlySet<State> = new Set(['waiting-for-approval', 'under-way']);

/** Everything was issued, all of it is known here, and nothing more happens to it by itself. */
export function allEnded(run: RunRow, counts: readonly CountRow[]): boolean {
  const sum = summed(counts);
  return run.issued_invoices !== null && sum('issued') >= run.issued_invoices && sum('moving') === 0;
}

function stateOf(run: RunRow, counts: readonly CountRow[]): State {
  if (run.stopped_by) return 'stopped';
  if (!run.gathered) return 'collecting';
  if (run.gathered.invoices === 0) return 'finished';
  if (!run.approved_by) return run.ready_at ? 'waiting-for-approval' : 'collecting';
  if (allEnded(run, counts)) return 'finished';
  return run.paused_by ? 'paused' : 'under-way';
}

/** Upper bounds: whoever is not yet paid may still be. */
function leftOf({ invoices }: Standing, sum: Sum) {
  const toFile = Math.max(0, invoices - sum('filed') - sum('rejected'));
  const notToPay = sum('recorded') + sum('rejected') + sum('undeliverable') + sum('debitFailed');
  return { toFile, toRecord: Math.max(0, invoices - notToPay) };
}

function stagesOf(counts: readonly CountRow[], pauses: readonly Pause[]): RunView['stages'] {
  const of = (stage: RunStage): RunView['stages'][RunStage] => {
    const here = counts.filter((row) => row[stage] !== null);
    const standing = (one: StageStanding) => here.filter((row) => row[stage] === one);
    const pause = pauses.find((one) => one.stage === RUN_STAGES[stage]);
    return {
      arrived: invoicesOf(here),
      done: invoicesOf(standing('done')),
      failed: invoicesOf(standing('failed')),
      inHand: invoicesOf(standing('hand')),
      triedAgain: invoicesOf(standing('again')),
      triedAgainAt: first(standing('again').map(({ againAt }) => againAt)),
      asking: invoicesOf(standing('asking')),
      nextAskAt: first(standing('asking').map(({ nextAskAt }) => nextAskAt)),
      needsYou: invoicesOf(standing('stuck')),
      doneMinor: moneyOf(standing('done')),
      waitsUntil: pause ? { at: pause.until.toISOString(), because: pause.reason } : null,
    };
  };
  return { filed: of('filed'), mailed: of('mailed'), debited: of('debited'), recorded: of('recorded'), notified: of('notified') };
}

const first = (moments: readonly (Date | null)[]): string | null =>
  moments
    .flatMap((at) => at?.toISOString() ?? [])
    .sort()
    .at(0) ?? null;

function moneyOf(rows: readonly CountRow[]) {
  const currencies = [...new Set(rows.map(({ currency }) => currency))].sort();
  return currencies.map((currency) => ({ currency, minor: minorOf(rows.filter((row) => row.currency === currency)) }));
}

const minorOf = (rows: readonly CountRow[]) => rows.reduce((total, { totalMinor }) => total + totalMinor, 0);

function debitFailures(rows: readonly CountRow[]): Record<string, number> {
  const failures: Record<string, number> = {};
  for (const { failure, invoices: more } of rows) if (failure) failures[failure] = (failures[failure] ?? 0) + more;
  return failures;
}

function totalsOf({ totals }: Standing, rows: readonly CountRow[]): RunView['totals'] {
  return totals.map((total) => {
    const own = rows.filter(({ currency }) => currency === total.currency);
    const invoicedMinor = minorOf(own);
    const paidMinor = own.reduce((sum, row) => sum + row.paidMinor, 0);
    return { ...total, invoicedMinor, paidMinor, outstandingMinor: invoicedMinor - paidMinor };
  });
}

function paceOf({ minuteLimit, usedByOthers, usedThisMinute, dayRemaining, dayResetsAt, at }: SeenPace, now: Date): RunView['pace'] {
  const thisMinute = now.getTime() - at.getTime() < MINUTE_MS;
  return {
    minuteLimit,
    usedByOthers,
    usedThisMinute: thisMinute ? usedThisMinute : 0,
    dayRemaining: dayResetsAt > now ? dayRemaining : null,
    at: at.toISOString(),
  };
}

const MINUTE_MS = 60_000;
