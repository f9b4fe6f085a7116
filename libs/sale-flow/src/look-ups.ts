import type { Answers, LookUpId, StepId } from './answers';
import type { FlowDefinition, LookUpDefinition, Question } from './definition';
import type { FlowEvent } from './events';
import { sameValue } from './same-value';
import type { FlowState, LookUpState } from './state';

const SETTLED: ReadonlySet<LookUpState['state']> = new Set(['found', 'not-found', 'typed-in']);

/** Whether there is nothing more to wait for. */
export const isSettled = (lookUp: LookUpState | undefined): boolean => lookUp !== undefined && SETTLED.has(lookUp.state);

/** What becomes of a look-up when the fields it goes by are as given. */
export type LookUpChange =
  | { readonly lookUp: LookUpId; readonly becomes: 'kept' }
  | { readonly lookUp: LookUpId; readonly becomes: 'dropped' }
  | { readonly lookUp: LookUpId; readonly becomes: 'asked' | 'asked-again'; readonly question: Question };

/** For each look-up of the step. One that was never asked, and whose inputs are not known, is left out. */
export function lookUpChanges(
  definition: FlowDefinition,
  state: FlowState,
  step: StepId,
  given: Answers,
  submitted: boolean,
): LookUpChange[] {
  return definition.lookUps.filter((one) => one.step === step).flatMap((one) => lookUpChange(one, state, given, submitted) ?? []);
}

function lookUpChange(definition: LookUpDefinition, state: FlowState, given: Answers, submitted: boolean): LookUpChange | undefined {
  const lookUp = definition.id;
  const before = state.lookUps[lookUp];
  const live = before && before.state !== 'dropped';
  const question = questionOf(definition, state, given, submitted);
  if (!question) {
    // While somebody types, a field that is empty for a moment drops nothing: the answer is shown with what it was asked for.
    if (!live) return undefined;
    return { lookUp, becomes: submitted ? 'dropped' : 'kept' };
  }
  if (live && sameValue(before.question, question)) return { lookUp, becomes: 'kept' };
  return { lookUp, becomes: live ? 'asked-again' : 'asked', question };
}

export const questionOf = (
  definition: LookUpDefinition,
  { lookUps }: FlowState,
  given: Answers,
  submitted: boolean,
): Question | undefined =>
  definition.question(given, { submitted, found: (other) => (lookUps[other]?.state === 'found' ? lookUps[other].answer : undefined) });

export function lookUpEvents(definition: FlowDefinition, state: FlowState, changes: readonly LookUpChange[]): FlowEvent[] {
  return changes.flatMap((change): FlowEvent[] => {
    const round = state.lookUps[change.lookUp]?.round ?? 0;
    if (change.becomes === 'kept') return [];
    if (change.becomes === 'dropped') return [{ type: 'look-up-dropped', lookUp: change.lookUp, round }];
    const { source } = definition.lookUps.find(({ id }) => id === change.lookUp)!;
    return [{ type: 'look-up-asked', lookUp: change.lookUp, round: round + 1, source, question: change.question }];
  });
}

/** What became of a question, as its source or the stage that asks it says. */
export type LookUpOutcome =
  | { readonly kind: 'found'; readonly source: string; readonly answer: Answers; readonly cost?: string }
  | { readonly kind: 'not-found'; readonly source: string; readonly cost?: string }
  | { readonly kind: 'trying-again'; readonly source: string; readonly reason: string; readonly nextTry?: string }
  | { readonly kind: 'parked'; readonly source: string; readonly reason: string };

/** Nothing for an answer that came too late: to an older question, or after another answer. */
export function outcomeEvents(state: FlowState, lookUp: LookUpId, round: number, outcome: LookUpOutcome): FlowEvent[] {
  const now = state.lookUps[lookUp];
  if (!now || now.round !== round || now.state === 'dropped' || isSettled(now) || state.status !== 'open') return [];
  const { kind, ...rest } = outcome;
  if (kind === 'found') return [{ type: 'look-up-found', lookUp, round, ...rest } as FlowEvent];
  if (kind === 'not-found') return [{ type: 'look-up-not-found', lookUp, round, ...rest } as FlowEvent];
  if (kind === 'trying-again') return [{ type: 'look-up-delayed', lookUp, round, ...rest } as FlowEvent];
  return [{ type: 'look-up-parked', lookUp, round, ...rest } as FlowEvent];
}
