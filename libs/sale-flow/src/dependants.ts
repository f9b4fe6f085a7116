import type { Answers, StepId } from './answers';
import type { FlowDefinition } from './definition';
import { sameValue } from './same-value';
import type { FlowState } from './state';

export interface Reopening {
  readonly step: StepId;
  /** The step whose change reaches it: directly, or by way of a step that is reopened itself. */
  readonly because: StepId;
}

/** The fields in which two sets of answers differ. */
export const changedFields = (before: Answers, after: Answers): string[] =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((field) => !sameValue(before[field], after[field]));

/** The done steps that go by one of these fields, and those that go by such a step in turn, in the order of the flow. */
export function reopenedBy(definition: FlowDefinition, state: FlowState, step: StepId, fields: readonly string[]): Reopening[] {
  if (fields.length === 0) return [];
  return reopened(definition, state, (requires, uses) => {
    const used = uses?.[step];
    return requires.includes(step) && (!used || fields.some((field) => used.includes(field))) ? step : undefined;
  });
}

/** The done steps that are reached from the start, directly or by way of another. */
export function reopened(
  definition: FlowDefinition,
  state: FlowState,
  directly: (
    requires: readonly StepId[],
    uses: Readonly<Record<StepId, readonly string[]>> | undefined,
    step: StepId,
  ) => StepId | undefined,
): Reopening[] {
  const reached = new Map<StepId, Reopening>();
  for (const { id, requires, uses } of definition.steps) {
    if (state.steps[id]?.state !== 'done') continue;
    const because = directly(requires, uses, id) ?? requires.find((one) => reached.has(one));
    if (because !== undefined) reached.set(id, { step: id, because });
  }
  return [...reached.values()];
}

/** The answers of the steps that are done. */
export const answersOf = ({ steps }: FlowState): Record<StepId, Answers> =>
  Object.fromEntries(Object.entries(steps).flatMap(([id, { answers }]) => (answers ? [[id, answers]] : [])));
