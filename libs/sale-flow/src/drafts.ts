import { hasCardNumber } from '@takings/fields';
import { z } from 'zod';
import type { Answers, Fault } from './answers';

/** Generous for whatever is typed, and far from what would slow a database down. */
export const FIELD_SIGNS = 10_000;
export const DRAFT_SIGNS = 65_536;
const DRAFT_FIELDS = 100;

/** A draft is kept however incomplete it is, so that only what it is made of is checked. */
export const Draft = z
  .record(z.string().min(1).max(100), z.unknown(), { error: 'expected the fields of the step as a JSON object' })
  .superRefine((draft, context) => {
    const size = JSON.stringify(draft).length;
    const faults = [...textFaults(draft)];
    if (Object.keys(draft).length > DRAFT_FIELDS)
      faults.push({ field: '', message: `has ${Object.keys(draft).length} fields; expected at most ${DRAFT_FIELDS}` });
    if (faults.length === 0 && size > DRAFT_SIGNS)
      faults.push({ field: '', message: `is ${counted(size)} signs long; expected at most ${counted(DRAFT_SIGNS)} for one step` });
    for (const { field, message } of faults.slice(0, 20))
      context.addIssue({ code: 'custom', path: field ? field.split('.') : [], message });
  })
  .describe('What is typed into the fields of the step, however incomplete');

const NESTED_AT_MOST = 6;

/** What is wrong with any text, wherever it is typed: PostgreSQL keeps no NUL, no field is endless, and no card number may reach us. */
export function* textFaults(value: unknown, path: readonly string[] = []): Generator<Fault> {
  if (typeof value === 'string') {
    const fault = textFault(value);
    if (fault) yield { field: path.join('.'), message: fault };
  } else if (typeof value === 'object' && value !== null) {
    if (path.length >= NESTED_AT_MOST)
      yield { field: path.join('.'), message: `is nested too deeply; expected at most ${NESTED_AT_MOST} levels` };
    else for (const [key, one] of Object.entries(value)) yield* textFaults(one, [...path, key]);
  }
}

function textFault(text: string): string | undefined {
  if (text.length > FIELD_SIGNS) return `is ${counted(text.length)} signs long; expected at most ${counted(FIELD_SIGNS)}`;
  if (text.includes('\0')) return 'has a NUL byte; expected text';
  if (/\p{Cs}/u.test(text)) return 'has half of a sign; expected text in UTF-8';
  if (hasCardNumber(text))
    return 'holds what looks like a card number, which must never be entered here; expected the reference of a stored card';
  return undefined;
}

const counted = (count: number) => count.toLocaleString('en-GB');

/** What has been typed into a step so far: its answers, or what would become them. */
export const givenIn = (step: { readonly answers?: Answers; readonly draft?: Answers } | undefined): Answers =>
  step?.draft ?? step?.answers ?? {};
