import type { FieldDefinition, Fault, StepDefinition } from '@takings/sale-flow';
import type { Fault as ShownFault } from '../../pieces/form';
import { idOf } from './blank';

/** On top of the form: "Company number is missing; expected ...", a link to its field. */
export function shownFaults(step: Pick<StepDefinition, 'id' | 'fields'>, faults: readonly Fault[]): ShownFault[] {
  return faults.map(({ field, message }) => {
    const label = labelOf(step.fields, field);
    return label ? { field: idOf(step, field), says: `${label}: ${message}` } : { says: capitalized(message) };
  });
}

/** Beside the field itself, where its name stands already. */
export const faultAt = (faults: readonly Fault[], path: string): string | undefined => {
  const fault = faults.find(({ field }) => field === path);
  return fault && capitalized(fault.message);
};

/** "Products, line 2, quantity" */
export function labelOf(fields: readonly FieldDefinition[], path: string): string | undefined {
  const [name, line, column] = path.split('.');
  const field = fields.find((one) => one.name === name);
  if (!field || line === undefined) return field?.label;
  const within = field.columns?.find((one) => one.name === column)?.label.toLowerCase();
  return [field.label, `line ${Number(line) + 1}`, within].filter(Boolean).join(', ');
}

/** A field that the server names: "answers.lines.0.sku" of the command is "lines.0.sku" of the step. */
export const fieldOfStep = (field: string | undefined): string => field?.replace(/^(answers?|draft|steps)\.?/, '') ?? '';

const capitalized = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);
