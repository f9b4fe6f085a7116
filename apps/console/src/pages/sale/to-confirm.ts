import type { Answers, FieldDefinition, StepDefinition, StepState } from '@takings/sale-flow';
import { isBlank } from './blank';

/** The fields of a reopened step whose old answers somebody has to look at. */
export const oldFields = (state: StepState | undefined, step: StepDefinition, values: Answers): readonly FieldDefinition[] =>
  state?.state === 'reopened' ? step.fields.filter((field) => !isBlank(field, values[field.name])) : [];

export const toConfirm = (state: StepState | undefined, step: StepDefinition, values: Answers): number =>
  oldFields(state, step, values).length;
