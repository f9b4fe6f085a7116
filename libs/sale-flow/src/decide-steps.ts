import type { FlowCommand } from './commands';
import { stepOf } from './definition';
import { answersOf, changedFields, type Reopening, reopenedBy } from './dependants';
import type { DecisionContext } from './decide';
import { givenIn } from './drafts';
import type { FlowEvent } from './events';
import { evolve } from './evolve';
import { lookUpChanges, lookUpEvents } from './look-ups';
import { Refusal } from './refusal';
import { sameValue } from './same-value';
import type { FlowState } from './state';
import { standingOf } from './standing';
import { checkStep, faultWords } from './step-answers';

type Command<Type extends FlowCommand['type']> = Extract<FlowCommand, { type: Type }>;

/** Kept whatever it is and wherever it is typed, also into a step that cannot be answered yet. What it tells already starts look-ups. */
export function decideDraft(state: FlowState, { step: id, draft }: Command<'draft'>, { definition }: DecisionContext): FlowEvent[] {
  stepOf(definition, id);
  const step = state.steps[id];
  if (sameValue(givenIn(step), draft)) return [];
  // While an answered step is edited nothing is asked or dropped: it may yet stay as it was.
  const asks = step?.state === 'done' ? [] : lookUpEvents(definition, state, lookUpChanges(definition, state, id, draft, false));
  return [{ type: 'drafted', step: id, draft }, ...asks];
}

export function decideDiscard({ steps }: FlowState, { step }: Command<'discard'>, { definition }: DecisionContext): FlowEvent[] {
  stepOf(definition, step);
  if (steps[step]?.state === 'reopened') {
    throw new Refusal(
      'conflict',
      `step: ${step} was reopened, and its draft is the old answers; expected them confirmed or changed`,
      'step',
    );
  }
  return steps[step]?.draft ? [{ type: 'draft-discarded', step }] : [];
}

export function decideAnswer(state: FlowState, { step, answers }: Command<'answer'>, context: DecisionContext): FlowEvent[] {
  return answerEvents(state, step, answers, context, 'answers');
}

/** Each by its old answers, in the order asked, so that a step may be confirmed with those it requires. */
export function decideConfirmation(state: FlowState, { steps }: Command<'confirm'>, context: DecisionContext): FlowEvent[] {
  const events: FlowEvent[] = [];
  let now = state;
  for (const id of steps) {
    stepOf(context.definition, id);
    if (now.steps[id]?.state === 'done') continue;
    if (now.steps[id]?.state !== 'reopened')
      throw new Refusal('conflict', `steps: ${id} has no old answers to confirm; expected it answered`, 'steps');
    const more = answerEvents(now, id, now.steps[id].draft ?? {}, context, 'steps').map(
      (event): FlowEvent => (event.type === 'answered' ? { ...event, confirmed: true } : event),
    );
    for (const event of more) now = evolve(now, event, { version: state.decided.version, at: context.now, by: context.by });
    events.push(...more);
  }
  return events;
}

function answerEvents(state: FlowState, id: string, given: unknown, context: DecisionContext, at: 'answers' | 'steps'): FlowEvent[] {
  const { definition, prices } = context;
  const step = stepOf(definition, id);
  refuseLocked(state, id, context);
  const checked = checkStep(step, given, { prices, answers: answersOf(state) });
  if ('faults' in checked) {
    const [fault] = checked.faults;
    throw new Refusal('invalid', faultWords(fault!, id), [at, ...(fault!.field ? [fault!.field] : [])].join('.'));
  }
  const { answers } = checked;
  const before = state.steps[id]?.answers;
  const changed = before ? changedFields(before, answers) : [];
  if (before && changed.length === 0) return state.steps[id]?.draft ? [{ type: 'draft-discarded', step: id }] : [];
  return [
    { type: 'answered', step: id, answers },
    ...(before ? reopenedBy(definition, state, id, changed) : []).map(reopening),
    ...lookUpEvents(definition, state, lookUpChanges(definition, state, id, answers, true)),
  ];
}

export const reopening = ({ step, because }: Reopening): FlowEvent => ({ type: 'reopened', step, because });

function refuseLocked(state: FlowState, id: string, { definition }: DecisionContext) {
  if (standingOf(definition, state, id) !== 'locked') return;
  const { requires, title } = stepOf(definition, id);
  const missing = requires.filter((one) => state.steps[one]?.state !== 'done').map((one) => stepOf(definition, one).title);
  throw new Refusal(
    'conflict',
    `step: ${title} comes after ${missing.join(' and ')}; expected ${missing.length > 1 ? 'those' : 'that'} first`,
    'step',
  );
}
