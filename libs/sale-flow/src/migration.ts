import type { StepId } from './answers';
import type { FlowDefinition } from './definition';
import { answersOf } from './dependants';
import type { FlowEvent } from './events';
import { givenIn } from './drafts';
import { lookUpChanges, lookUpEvents } from './look-ups';
import type { PriceSnapshot } from './prices';
import type { FlowState } from './state';
import { checkStep } from './step-answers';

/** What moving one open sale to another version of the flow comes to. */
export interface Move {
  readonly events: readonly FlowEvent[];
  /** Done steps whose answers have to be confirmed or changed. */
  readonly reopens: readonly StepId[];
  /** Steps that the other version has no more; what was typed stays in the history. */
  readonly drops: readonly StepId[];
  /** Steps that are new and come before something that was done. */
  readonly adds: readonly StepId[];
}

/** A step stays done when it was done, its answers are valid by the new rules, and all that it now requires stays done. */
export function moveTo(to: FlowDefinition, from: FlowDefinition, state: FlowState, prices: PriceSnapshot): Move {
  const answers = answersOf(state);
  const stays = new Set<StepId>();
  for (const step of to.steps) {
    const given = answers[step.id];
    if (given && step.requires.every((id) => stays.has(id)) && 'answers' in checkStep(step, given, { prices, answers })) stays.add(step.id);
  }
  const done = (id: StepId) => state.steps[id]?.state === 'done';
  const reopens = to.steps.map(({ id }) => id).filter((id) => done(id) && !stays.has(id));
  const known = new Set(from.steps.map(({ id }) => id));
  const lastDone = Math.max(-1, ...to.steps.flatMap(({ id }, at) => (done(id) ? [at] : [])));
  return {
    events: [
      { type: 'migrated', from: from.version, to: to.version },
      ...reopens.map((step): FlowEvent => ({ type: 'reopened', step, because: 'definition' })),
      ...lookUpsAfter(to, from, state),
    ],
    reopens,
    drops: from.steps.map(({ id }) => id).filter((id) => state.steps[id] !== undefined && !to.steps.some((one) => one.id === id)),
    adds: to.steps.flatMap(({ id }, at) => (!known.has(id) && at < lastDone ? [id] : [])),
  };
}

/** Those that the new version does not know are dropped; those that it asks otherwise are asked again. */
function lookUpsAfter(to: FlowDefinition, from: FlowDefinition, state: FlowState): FlowEvent[] {
  const gone = from.lookUps.filter(({ id }) => state.lookUps[id] && !to.lookUps.some((one) => one.id === id));
  return [
    ...gone.map(({ id }): FlowEvent => ({ type: 'look-up-dropped', lookUp: id, round: state.lookUps[id]!.round })),
    ...to.steps.flatMap(({ id }) => {
      const step = state.steps[id];
      return lookUpEvents(to, state, lookUpChanges(to, state, id, givenIn(step), step?.state === 'done'));
    }),
  ];
}
