import type { Answers, Fault, FlowDefinition, StepDefinition } from '@takings/sale-flow';
import { useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import type { Sale } from '../../api/sale-flows';
import type { DraftKeeper, SaveState } from './drafts/draft-keeper';
import { keepable } from './drafts/keepable';
import { keepers } from './drafts/keepers';
import { TypedStep } from './typed-step';

export interface StepDraft {
  readonly values: Answers;
  readonly set: (changes: Answers) => void;
  /** Shows what is kept by the server. */
  readonly reset: (given: Answers) => void;
  /** What cannot be kept, with why. */
  readonly faults: readonly Fault[];
  readonly state: SaveState;
  readonly keeper: DraftKeeper;
}

/** What is typed into the fields of one step, saved as it is typed. Of one sale and step for as long as the component lives. */
export function useStepDraft(sale: Sale, definition: FlowDefinition, step: StepDefinition, person: string, readOnly: boolean): StepDraft {
  const kept = sale.state.steps[step.id];
  const { version } = sale;
  const [typed] = useState(() => {
    const seen = { version, savedAtMs: kept ? Date.parse(kept.at) : null };
    return new TypedStep(step.fields, keepers.of({ person, flowId: sale.flowId, step: step.id }, seen), kept);
  });
  const { keeper } = typed;
  const values = useSyncExternalStore(typed.subscribe, typed.getValues);
  const state = useSyncExternalStore(keeper.subscribe, keeper.getState);
  useEffect(() => typed.receive(kept, version), [typed, kept, version]);
  // An earlier answer is not overwritten by a look-up: it may be right as it is.
  const fills = !readOnly && kept?.state !== 'done' && kept?.state !== 'reopened';
  useEffect(() => {
    if (fills) typed.fillIn(definition, sale.state.lookUps, step.id);
  }, [typed, fills, definition, sale.state.lookUps, step.id, values]);
  const faults = useMemo(() => keepable(values).faults, [values]);
  return { values, set: typed.set, reset: typed.reset, faults, state, keeper };
}
