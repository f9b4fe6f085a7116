import type { Answers, Fault, LookUpId, StepId } from './answers';
import { type FlowDefinition, lookUpOf, stepOf } from './definition';
import { answersOf, changedFields, reopenedBy } from './dependants';
import { lookUpChanges } from './look-ups';
import type { PriceSnapshot } from './prices';
import type { FlowState } from './state';
import { checkStep } from './step-answers';

/** What answering a step would do, told before anything is kept. */
export interface Effect {
  /** What is wrong with the answers; with any, they would be refused. */
  readonly faults: readonly Fault[];
  /** The fields that differ from what was answered before. */
  readonly changed: readonly string[];
  /** Done steps that would have to be confirmed or answered anew. `stillValid`: the old answers could be confirmed as they are. */
  readonly reopens: readonly { readonly step: StepId; readonly title: string; readonly because: StepId; readonly stillValid: boolean }[];
  readonly lookUps: readonly {
    readonly lookUp: LookUpId;
    readonly title: string;
    readonly becomes: 'kept' | 'dropped' | 'asked' | 'asked-again';
  }[];
  /** Done steps that stay as they are. */
  readonly stays: readonly StepId[];
}

export function effectOf(state: FlowState, definition: FlowDefinition, stepId: StepId, given: Answers, prices: PriceSnapshot): Effect {
  const step = stepOf(definition, stepId);
  const answers = answersOf(state);
  const checked = checkStep(step, given, { prices, answers });
  const after = 'answers' in checked ? checked.answers : given;
  const before = answers[stepId];
  const changed = before ? changedFields(before, after) : Object.keys(after);
  const reopens = before ? reopenedBy(definition, state, stepId, changed) : [];
  const reached = new Set(reopens.map((one) => one.step));
  return {
    faults: 'faults' in checked ? checked.faults : [],
    changed,
    reopens: reopens.map((one) => {
      const target = stepOf(definition, one.step);
      const again = checkStep(target, answers[one.step], { prices, answers: { ...answers, [stepId]: after } });
      return { ...one, title: target.title, stillValid: 'answers' in again };
    }),
    lookUps: lookUpChanges(definition, state, stepId, after, true).map(({ lookUp, becomes }) => {
      return { lookUp, title: lookUpOf(definition, lookUp).title, becomes };
    }),
    stays: definition.steps.map(({ id }) => id).filter((id) => id !== stepId && answers[id] !== undefined && !reached.has(id)),
  };
}
