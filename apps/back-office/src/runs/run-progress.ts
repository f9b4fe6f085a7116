import { estimateEnd, type Pace, type Pause } from './estimate';
import type { Standing } from './left-out';
import type { Gate } from './legal-actions';
import type { CountRow } from './run-counts';
import type { RunRow } from './run-row';
import type { RUN_STATES, RunView } from './run.view';

export interface Surroundings {
  readonly now: Date;
  readonly pace?: Pace;
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
}

type State = (typeof RUN_STATES)[number];

/** How a run stands: its own milestones, the counts of its invoices, and what its provider allows. */
export function runProgress(run: RunRow, counts: readonly CountRow[], around: Surroundings, decided: Decided): RunView {
  const { gathered } = run;
  const { standing, approval, actions, leftOut, anomalies, before } = decided;
  const sum = summed(counts);
  const state = stateOf(run, sum);
  const estimate = ENDS.has(state) ? estimateEnd(leftOf(standing, sum), around.now, around.pace, around.pauses) : undefined;
  return {
    runId: run.run_id,
    version: run.version,
    runOn: run.run_on,
    state,
    sentence: sentences[state]({ run, standing, approval, sum, around, endsAt: estimate?.at, callsAMinute: estimate?.callsAMinute }),
    requestedBy: run.requested_by,
    requestedAt: run.requested_at.toISOString(),
    approvedBy: run.approved_by,
    approvedAt: run.approved_at?.toISOString() ?? null,
    approval,
    paused: run.paused_by && run.issued_invoices === null ? { by: run.paused_by, at: run.paused_at!.toISOString() } : null,
    stopped: run.stopped_by
      ? { by: run.stopped_by, at: run.stopped_at!.toISOString(), because: run.stop_because!, settled: run.cut_short_at !== null }
      : null,
    actions,
    leftOut,
    anomalies,
    before,
    invoices: standing.invoices,
    charges: standing.charges,
    credits: gathered?.credits ?? 0,
    waiting: gathered?.waiting ?? 0,
    withoutCard: standing.withoutCard,
    totals: totalsOf(standing, counts),
    issued: sum('issued'),
    ended: sum('issued') - sum('moving'),
    needsYou: around.needsYou,
    stages: stagesOf(sum),
    debitFailed: debitFailures(counts),
    estimatedEnd: estimate?.at.toISOString() ?? null,
  };
}

type Counted = { [K in keyof CountRow]: CountRow[K] extends number ? K : never }[keyof CountRow];
type Sum = (name: Counted) => number;

const summed =
  (counts: readonly CountRow[]): Sum =>
  (name) =>
    counts.reduce((total, row) => total + row[name], 0);

/** States in which it can be said when all will be done. */
const ENDS: ReadonlySet<State> = new Set(['waiting-for-approval', 'under-way']);

function stateOf(run: RunRow, sum: Sum): State {
  if (run.stopped_by) return 'stopped';
  if (!run.gathered) return 'collecting';
  if (run.gathered.invoices === 0) return 'finished';
  if (!run.approved_by) return run.ready_at ? 'waiting-for-approval' : 'collecting';
  if (run.issued_invoices === null) return run.paused_by ? 'paused' : 'under-way';
  const allSeen = sum('issued') >= run.issued_invoices;
  return allSeen && sum('moving') === 0 ? 'finished' : 'under-way';
}

/** Upper bounds: whoever is not yet paid may still be. */
function leftOf({ invoices }: Standing, sum: Sum) {
  const toFile = Math.max(0, invoices - sum('filed') - sum('rejected'));
  const notToPay = sum('recorded') + sum('rejected') + sum('undeliverable') + sum('debitFailed');
  return { toFile, toRecord: Math.max(0, invoices - notToPay) };
}

function stagesOf(sum: Sum): RunView['stages'] {
  const told = sum('paid') + sum('debitFailed');
  return {
    filed: { arrived: sum('issued'), done: sum('filed'), failed: sum('rejected'), needsYou: sum('stuckFiling') },
    mailed: { arrived: sum('filed'), done: sum('mailed'), failed: sum('undeliverable'), needsYou: sum('stuckMailing') },
    debited: { arrived: sum('mailed'), done: sum('paid'), failed: sum('debitFailed'), needsYou: sum('stuckDebiting') },
    recorded: { arrived: sum('paid'), done: sum('recorded'), failed: 0, needsYou: sum('stuckRecording') },
    notified: { arrived: told, done: sum('notified'), failed: sum('unreachable'), needsYou: sum('stuckNotifying') },
  };
}

function debitFailures(rows: readonly CountRow[]): Record<string, number> {
  const failures: Record<string, number> = {};
  for (const { failure, issued } of rows) if (failure) failures[failure] = (failures[failure] ?? 0) + issued;
  return failures;
}

function totalsOf({ totals }: Standing, rows: readonly CountRow[]): RunView['totals'] {
  return totals.map((total) => {
    const sum = summed(rows.filter(({ currency }) => currency === total.currency));
    const [invoicedMinor, paidMinor] = [sum('invoicedMinor'), sum('paidMinor')];
    return { ...total, invoicedMinor, paidMinor, outstandingMinor: invoicedMinor - paidMinor };
  });
}

interface Telling {
  readonly run: RunRow;
  readonly standing: Standing;
  readonly approval: RunView['approval'];
  readonly sum: Sum;
  readonly around: Surroundings;
  readonly endsAt?: Date;
  readonly callsAMinute?: number;
}

const number = new Intl.NumberFormat('en-GB');
const invoices = (n: number) => `${number.format(n)} ${n === 1 ? 'invoice' : 'invoices'}`;
const clock = (at: Date) => `${at.toISOString().slice(0, 10)} ${at.toISOString().slice(11, 16)} UTC`;

const sentences: Readonly<Record<State, (telling: Telling) => string>> = {
  collecting: ({ run }) => `The charges due by ${run.run_on} are being gathered.`,
  'waiting-for-approval': ({ standing, approval: { needed, given } }) => {
    const persons =
      needed > 1 ? ` by ${needed} persons${given.length > 0 ? `; ${given.map(({ by }) => by).join(' and ')} has approved` : ''}` : '';
    return `${invoices(standing.invoices)} ${standing.invoices === 1 ? 'is' : 'are'} proposed and ${standing.invoices === 1 ? 'waits' : 'wait'} for approval${persons}.`;
  },
  paused: ({ run, sum }) =>
    `${run.paused_by} paused this run on ${clock(run.paused_at!)}. ${invoices(sum('issued'))} had gone out; nothing more goes out until it is resumed.`,
  stopped: ({ run, sum }) => {
    const out = run.approved_by
      ? ` ${invoices(sum('issued'))} had gone out and ${sum('issued') === 1 ? 'goes' : 'go'} on to ${sum('issued') === 1 ? 'its' : 'their'} end;`
      : '';
    return `${run.stopped_by} stopped this run on ${clock(run.stopped_at!)}: ${run.stop_because}.${out || ' Nothing went out;'} the other charges come back in the next run.`;
  },
  'under-way': ({ standing, sum, around, endsAt, callsAMinute }) => {
    const [pause] = around.pauses;
    const paused = pause ? ` ${pause.stage} has paused until ${clock(pause.until)}: ${pause.reason}.` : '';
    const others = around.pace?.usedByOthers ? `, as others use ${around.pace.usedByOthers}` : '';
    return (
      `${number.format(sum('issued') - sum('moving'))} of ${invoices(standing.invoices)} have come to their end.${paused} ` +
      `Xero allows us ${callsAMinute} calls a minute${others}; the run should be done by ${clock(endsAt!)}.`
    );
  },
  finished: ({ run, standing, around }) => {
    if (!run.gathered?.invoices) return 'There was nothing to invoice.';
    const waiting = around.needsYou
      ? ` ${number.format(around.needsYou)} ${around.needsYou === 1 ? 'item waits' : 'items wait'} for a person.`
      : '';
    return `${invoices(standing.invoices)} ${standing.invoices === 1 ? 'has' : 'have'} come to ${standing.invoices === 1 ? 'its' : 'their'} end.${waiting}`;
  },
};
