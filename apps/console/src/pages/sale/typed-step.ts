import {
  type Answers,
  type FieldDefinition,
  type FlowDefinition,
  givenIn,
  type LookUpState,
  sameValue,
  type StepState,
} from '@takings/sale-flow';
import { filled } from './autofill';
import { valuesOf } from './blank';
import type { DraftKeeper } from './drafts/draft-keeper';
import { keepable } from './drafts/keepable';

/** What the fields of one step hold: typed here, filled in by look-ups, or saved elsewhere meanwhile. */
export class TypedStep {
  private readonly listeners = new Set<() => void>();
  private values: Answers;
  private filledIn: Answers = {};

  constructor(
    private readonly fields: readonly FieldDefinition[],
    readonly keeper: DraftKeeper,
    kept: StepState | undefined,
  ) {
    this.values = valuesOf(fields, keeper.unsaved ?? givenIn(kept));
  }

  readonly getValues = (): Answers => this.values;

  readonly subscribe = (listener: () => void) => {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  };

  readonly set = (changes: Answers) => {
    this.become({ ...this.values, ...changes });
    this.keeper.typed(keepable(this.values).draft);
  };

  /** Shows what is kept; nothing of it is sent. */
  readonly reset = (given: Answers) => this.become(valuesOf(this.fields, given));

  /** What another machine, or another person, has saved. While something is unsaved here, nothing of it is touched. */
  receive(kept: StepState | undefined, version: number) {
    if (this.keeper.unsaved || this.keeper.getState().is === 'overtaken') return;
    if (kept && kept.version > this.keeper.seen) this.reset(givenIn(kept));
    this.keeper.saw(version, kept ? Date.parse(kept.at) : null);
  }

  /** What look-ups know goes where nobody has typed anything else. */
  fillIn(definition: FlowDefinition, lookUps: Readonly<Record<string, LookUpState>>, step: string) {
    const more = filled(definition, lookUps, step, this.values, this.filledIn);
    if (!more) return;
    this.filledIn = more.by;
    this.set(more.values);
  }

  private become(values: Answers) {
    if (sameValue(values, this.values)) return;
    this.values = values;
    for (const listener of this.listeners) listener();
  }
}
