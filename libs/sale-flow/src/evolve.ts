import type { FlowEvent, HistoryEntry } from './events';
import type { FlowState, LookUpState, StepState } from './state';
import { worked } from './work';

/** When, by whom and as which version something happened. */
export type Stamp = Pick<HistoryEntry, 'version' | 'at' | 'by'>;

/** The state after an entry of the history. The first must be `started`. */
export function afterEntry(state: FlowState | undefined, entry: HistoryEntry): FlowState {
  let next = state;
  for (const event of entry.events) next = evolve(next, event, entry);
  return worked(next!, state, entry);
}

/** The state that a history comes to. */
export const replay = (history: readonly HistoryEntry[]): FlowState =>
  history.reduce<FlowState | undefined>((state, entry) => afterEntry(state, entry), undefined)!;

/** One event more. Decides nothing: what was accepted once holds whatever the rules have become. */
export function evolve(before: FlowState | undefined, event: FlowEvent, stamp: Stamp): FlowState {
  if (event.type === 'started') return started(event, stamp);
  const state = before!;
  const { version, at, by } = stamp;
  const touched = { version, at, by };
  switch (event.type) {
    case 'drafted':
      return withStep(state, event.step, (step) => ({ ...(step ?? { state: 'open' }), draft: { ...event.draft }, ...touched }));
    case 'draft-discarded':
      return withStep(state, event.step, ({ draft: _, ...step } = { state: 'open', ...touched }) => ({ ...step, ...touched }));
    case 'answered':
      return decided(
        withStep(state, event.step, () => ({ state: 'done', answers: { ...event.answers }, ...touched })),
        stamp,
        `answered ${event.step}`,
      );
    case 'reopened':
      return withStep(state, event.step, (step) => ({
        state: 'reopened',
        draft: step?.draft ?? step?.answers,
        because: event.because,
        ...touched,
      }));
    case 'look-up-asked':
      return withLookUp(state, event.lookUp, {
        state: 'looking-up',
        round: event.round,
        question: event.question,
        source: event.source,
        at,
      });
    case 'look-up-dropped':
      return changedLookUp(state, event.lookUp, ({ round, question, source }) => ({ state: 'dropped', round, question, source, at }));
    case 'look-up-found':
      return changedLookUp(state, event.lookUp, (lookUp) => answered(lookUp, event, at));
    case 'look-up-not-found':
      return changedLookUp(state, event.lookUp, (lookUp) => answered(lookUp, event, at));
    case 'look-up-delayed':
      return changedLookUp(state, event.lookUp, ({ round, question }) => ({
        state: 'trying-again',
        round,
        question,
        ...because(event),
        at,
      }));
    case 'look-up-parked':
      return changedLookUp(state, event.lookUp, ({ round, question }) => ({ state: 'parked', round, question, ...because(event), at }));
    case 'look-up-typed-in':
      return changedLookUp(state, event.lookUp, ({ question, source }) => {
        return { state: 'typed-in', round: event.round, question, source, answer: { ...event.answer }, at, by };
      });
    case 'repriced':
      return decided({ ...state, prices: event.prices }, stamp, 'took the new prices');
    case 'seller-changed':
      return decided({ ...state, consultant: event.consultant, channel: event.channel }, stamp, `said that ${event.consultant.name} sold`);
    case 'handed-over':
      return decided(
        { ...state, owner: event.to, team: event.team, note: { at, by, text: event.note } },
        stamp,
        `handed it over to ${event.to.name}`,
      );
    case 'taken-over':
      return decided({ ...state, owner: event.to, team: event.team, note: { at, by, text: event.reason } }, stamp, 'took it over');
    case 'migrated':
      return decided({ ...state, definition: event.to }, stamp, `moved it to version ${event.to} of the flow`);
    case 'reminded':
      return { ...state, remindedAt: at };
    case 'expired':
      return decided({ ...state, status: 'expired', ended: { at, by } }, stamp, 'let it expire');
    case 'continued':
      return decided({ ...state, status: 'open', ended: null, remindedAt: null, work: { ...state.work, last: at } }, stamp, 'continued it');
    case 'abandoned':
      return decided({ ...state, status: 'abandoned', ended: { at, by, reason: event.reason } }, stamp, 'gave it up');
    case 'completed':
      return decided(
        { ...state, status: 'completed', ended: { at, by, totalMinor: event.totalMinor, currency: event.currency } },
        stamp,
        'completed it',
      );
    case 'taken-back':
      return decided({ ...state, status: 'taken-back', ended: { ...state.ended, at, by, reason: event.reason } }, stamp, 'took it back');
  }
}

function started({ type: _, ...start }: Extract<FlowEvent, { type: 'started' }>, { version, at, by }: Stamp): FlowState {
  const nothingYet = { steps: {}, lookUps: {}, note: null, remindedAt: null, ended: null };
  return {
    ...start,
    ...nothingYet,
    status: 'open',
    startedAt: at,
    decided: { version, at, by, what: 'started it' },
    work: { last: at, seconds: {} },
  };
}

const withStep = (state: FlowState, id: string, change: (step: StepState | undefined) => StepState): FlowState => ({
  ...state,
  steps: { ...state.steps, [id]: change(state.steps[id]) },
});

const withLookUp = (state: FlowState, id: string, lookUp: LookUpState): FlowState => ({
  ...state,
  lookUps: { ...state.lookUps, [id]: lookUp },
});

const changedLookUp = (state: FlowState, id: string, change: (lookUp: LookUpState) => LookUpState): FlowState => {
  const lookUp = state.lookUps[id];
  return lookUp ? withLookUp(state, id, change(lookUp)) : state;
};

type Answered = Extract<FlowEvent, { type: 'look-up-found' | 'look-up-not-found' }>;

const answered = ({ round, question }: LookUpState, event: Answered, at: string): LookUpState => ({
  state: event.type === 'look-up-found' ? 'found' : 'not-found',
  round,
  question,
  source: event.source,
  at,
  ...('answer' in event && { answer: { ...event.answer } }),
  ...(event.cost !== undefined && { cost: event.cost }),
});

const because = ({ source, reason, nextTry }: { source: string; reason: string; nextTry?: string }) => ({
  source,
  reason,
  ...(nextTry !== undefined && { nextTry }),
});

const decided = (state: FlowState, { version, at, by }: Stamp, what: string): FlowState => ({
  ...state,
  decided: { version, at, by, what },
});
