import type { Standing } from './left-out';
import type { State, Sum, Surroundings } from './run-progress';
import type { RunRow } from './run-row';
import type { RunView } from './run.view';

/** What a run is told of. */
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

/** How a run stands, for people and for scripts. */
export const sentences: Readonly<Record<State, (telling: Telling) => string>> = {
  collecting: ({ run }) => `The charges due by ${run.run_on} are being gathered.`,
  'waiting-for-approval': ({ standing, approval: { needed, given } }) => {
    const persons =
      needed > 1 ? ` by ${needed} persons${given.length > 0 ? `; ${given.map(({ by }) => by).join(' and ')} has approved` : ''}` : '';
    return `${invoices(standing.invoices)} ${standing.invoices === 1 ? 'is' : 'are'} proposed and ${standing.invoices === 1 ? 'waits' : 'wait'} for approval${persons}.`;
  },
  paused: ({ run, standing, sum }) =>
    `${run.paused_by} paused this run on ${clock(run.paused_at!)}. ${number.format(sum('issued') - sum('moving'))} of ${invoices(standing.invoices)} have come to their end; nothing new goes to Xero, by mail or to the bank until it is resumed.`,
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
