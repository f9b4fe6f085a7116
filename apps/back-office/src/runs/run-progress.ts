import { estimateEnd, type Pace, type Pause } from './estimate';
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

type State = (typeof RUN_STATES)[number];

/** How a run stands: its own milestones, the counts of its invoices, and what its provider allows. */
export function runProgress(run: RunRow, counts: readonly CountRow[], around: Surroundings): RunView {
  const { gathered } = run;
  const sum = summed(counts);
  const state = stateOf(run, sum);
  const estimate = state === 'under-way' ? estimateEnd(leftOf(run, sum), around.now, around.pace, around.pauses) : undefined;
  return {
    runId: run.run_id,
    runOn: run.run_on,
    state,
    sentence: sentences[state]({ run, sum, around, endsAt: estimate?.at, callsAMinute: estimate?.callsAMinute }),
    requestedBy: run.requested_by,
    requestedAt: run.requested_at.toISOString(),
    approvedBy: run.approved_by,
    approvedAt: run.approved_at?.toISOString() ?? null,
    invoices: gathered?.invoices ?? 0,
    charges: gathered?.charges ?? 0,
    credits: gathered?.credits ?? 0,
    waiting: gathered?.waiting ?? 0,
    withoutCard: gathered?.withoutCard ?? 0,
    totals: totalsOf(run, counts),
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

function stateOf({ gathered, approved_by, issued_invoices }: RunRow, sum: Sum): State {
  if (!gathered) return 'collecting';
  if (gathered.invoices === 0) return 'finished';
  if (!approved_by) return 'waiting-for-approval';
  const allSeen = issued_invoices !== null && sum('issued') >= issued_invoices;
  return allSeen && sum('moving') === 0 ? 'finished' : 'under-way';
}

/** Upper bounds: whoever is not yet paid may still be. */
function leftOf({ gathered }: RunRow, sum: Sum) {
  const toFile = Math.max(0, (gathered?.invoices ?? 0) - sum('filed') - sum('rejected'));
  const notToPay = sum('recorded') + sum('rejected') + sum('undeliverable') + sum('debitFailed');
  return { toFile, toRecord: Math.max(0, (gathered?.invoices ?? 0) - notToPay) };
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

function totalsOf({ gathered }: RunRow, rows: readonly CountRow[]): RunView['totals'] {
  return (gathered?.totals ?? []).map((total) => {
    const sum = summed(rows.filter(({ currency }) => currency === total.currency));
    const [invoicedMinor, paidMinor] = [sum('invoicedMinor'), sum('paidMinor')];
    return { ...total, invoicedMinor, paidMinor, outstandingMinor: invoicedMinor - paidMinor };
  });
}

interface Telling {
  readonly run: RunRow;
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
  'waiting-for-approval': ({ run }) => `${invoices(run.gathered?.invoices ?? 0)} are proposed and wait for approval.`,
  'under-way': ({ run, sum, around, endsAt, callsAMinute }) => {
    const [pause] = around.pauses;
    const paused = pause ? ` ${pause.stage} has paused until ${clock(pause.until)}: ${pause.reason}.` : '';
    const others = around.pace?.usedByOthers ? `, as others use ${around.pace.usedByOthers}` : '';
    return (
      `${number.format(sum('issued') - sum('moving'))} of ${invoices(run.gathered?.invoices ?? 0)} have come to their end.${paused} ` +
      `Xero allows us ${callsAMinute} calls a minute${others}; the run should be done by ${clock(endsAt!)}.`
    );
  },
  finished: ({ run, around }) => {
    if (!run.gathered?.invoices) return 'There was nothing to invoice.';
    const waiting = around.needsYou
      ? ` ${number.format(around.needsYou)} ${around.needsYou === 1 ? 'item waits' : 'items wait'} for a person.`
      : '';
    return `${invoices(run.gathered.invoices)} have come to their end.${waiting}`;
  },
};
