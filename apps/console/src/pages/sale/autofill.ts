import { type Answers, type FlowDefinition, type LookUpDefinition, type LookUpState, sameValue, type StepId } from '@takings/sale-flow';

type LookUps = Readonly<Record<string, LookUpState>>;

/** Of the look-ups of a step, those that answer what its fields say now. */
export function answersFor({ lookUps }: FlowDefinition, states: LookUps, step: StepId, values: Answers): [LookUpDefinition, Answers][] {
  return lookUps.flatMap((definition): [LookUpDefinition, Answers][] => {
    const state = states[definition.id];
    if (definition.step !== step || !state?.answer || !isAbout(definition, state, states, values)) return [];
    return [[definition, state.answer]];
  });
}

/** Whether the look-up asks about what the fields say. */
export const isAbout = (definition: LookUpDefinition, state: LookUpState, states: LookUps, values: Answers): boolean =>
  sameValue(definition.question(values, { submitted: true, found: (other) => states[other]?.answer }), state.question);

export interface Filled {
  readonly values: Answers;
  /** What was filled in, by field: it gives way to another answer, what a person typed does not. */
  readonly by: Answers;
}

/** Writes what is known into fields that are empty or still hold what was filled in before. Undefined when there is nothing to write. */
export function filled(definition: FlowDefinition, states: LookUps, step: StepId, values: Answers, before: Answers): Filled | undefined {
  const known = answersFor(definition, states, step, values).reduce<Answers>(
    (all, [lookUp, answer]) => ({ ...lookUp.fills?.(answer), ...all }),
    {},
  );
  const free = Object.entries(known).filter(([field, value]) => {
    const now = values[field];
    const empty = now === undefined || now === '';
    // Emptied by hand after it was filled in: it stays so.
    return empty ? before[field] !== value : now !== value && now === before[field];
  });
  if (free.length === 0) return undefined;
  const changes = Object.fromEntries(free);
  return { values: { ...values, ...changes }, by: { ...before, ...changes } };
}
