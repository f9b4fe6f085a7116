import { expectedWords } from '@takings/fields';
import type { Answers, Fault, StepId } from './answers';
import type { CheckContext, StepDefinition } from './definition';
import { textFaults } from './drafts';

/** The answers as they are kept, or everything that is wrong with them. */
export type Checked = { readonly answers: Answers } | { readonly faults: readonly Fault[] };

/** By the same rules in browser and server. */
export function checkStep(step: StepDefinition, given: unknown, context: CheckContext): Checked {
  const texts = [...textFaults(given)];
  if (texts.length > 0) return { faults: texts };
  const parsed = step.answers.safeParse(given, { error: expectedWords });
  if (!parsed.success) {
    return { faults: parsed.error.issues.map(({ path, message }) => ({ field: path.join('.'), message })) };
  }
  const faults = step.check?.(parsed.data, context) ?? [];
  return faults.length > 0 ? { faults } : { answers: parsed.data };
}

/** In one sentence, for who asked. */
export const faultWords = ({ field, message }: Fault, step: StepId): string => `${field || step}: ${message}`;
