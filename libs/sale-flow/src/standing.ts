import type { LookUpId, StepId } from './answers';
import type { FlowDefinition } from './definition';
import { answersOf } from './dependants';
import { givenIn } from './drafts';
import { isSettled, questionOf } from './look-ups';
import type { FlowState } from './state';

export type Standing = 'done' | 'open' | 'reopened' | 'locked';

/** Locked: a step that it requires is not done, so that it cannot be answered yet. */
export function standingOf(definition: FlowDefinition, { steps }: FlowState, id: StepId): Standing {
  const state = steps[id]?.state ?? 'open';
  if (state === 'done') return 'done';
  const { requires } = definition.steps.find((one) => one.id === id)!;
  return requires.every((one) => steps[one]?.state === 'done') ? state : 'locked';
}

/** The first step that can be answered now; undefined when all are done. */
export const nextStep = (definition: FlowDefinition, state: FlowState): StepId | undefined =>
  definition.steps.find(({ id }) => ['open', 'reopened'].includes(standingOf(definition, state, id)))?.id;

/** The look-ups that a sale cannot be completed without and that have no answer to what the steps say now. */
export function missingLookUps(definition: FlowDefinition, state: FlowState): LookUpId[] {
  const answers = answersOf(state);
  return definition.lookUps
    .filter(({ blocks }) => blocks === 'completion')
    .filter((one) => questionOf(one, state, answers[one.step] ?? {}, true) !== undefined && !isSettled(state.lookUps[one.id]))
    .map(({ id }) => id);
}

/** What a sale waits for, in the order in which it can be seen to. */
export type WaitsFor =
  | { readonly kind: 'confirmation'; readonly step: StepId }
  | { readonly kind: 'answers'; readonly step: StepId }
  | { readonly kind: 'look-up'; readonly lookUp: LookUpId }
  | { readonly kind: 'completion' };

export function waitsFor(definition: FlowDefinition, state: FlowState): WaitsFor | undefined {
  if (state.status !== 'open') return undefined;
  const step = nextStep(definition, state);
  if (step) return { kind: state.steps[step]?.state === 'reopened' ? 'confirmation' : 'answers', step };
  const [lookUp] = missingLookUps(definition, state);
  return lookUp ? { kind: 'look-up', lookUp } : { kind: 'completion' };
}

/** How a list calls the sale; undefined when nobody is named yet. */
export const customerNameOf = (definition: FlowDefinition, { steps }: FlowState): string | undefined =>
  definition.customerName(Object.fromEntries(Object.entries(steps).map(([id, step]) => [id, givenIn(step)])));
