import { type Answer, Refusal } from '../../http/answer';
import { type Call, envelope, summarizesErrors } from './call';
import { unreadableBody, validationException } from './error-answers';

export type Json = Readonly<Record<string, unknown>>;

export const isJson = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);

/** How one element of a batch ended: what is shown of it, and what is wrong with it. */
export interface Outcome {
  readonly element: Json;
  readonly errors: readonly string[];
}

/** The elements of `{ "Invoices": [...] }`; a lone element outside an array is read as an array of one, as Xero does. */
export function elementsOf(call: Call, plural: string): Json[] {
  const given = isJson(call.body) ? (call.body[plural] ?? call.body) : call.body;
  const elements = Array.isArray(given) ? given : [given];
  if (elements.length === 0 || !elements.every(isJson)) {
    throw new Refusal(unreadableBody(`The body must be a JSON object with an array "${plural}" of one or more objects.`));
  }
  return elements;
}

/**
 * Answers a batch. With summarizeErrors=false: always 200, and each element says how it went. Without: 400 with the bad elements, and
 * nothing of the batch is kept (whether Xero keeps the valid ones is not documented; the product never asks for it).
 */
export function answerBatch(call: Call, plural: string, outcomes: readonly Outcome[]): Answer {
  const bad = outcomes.filter(({ errors }) => errors.length > 0);
  if (!summarizesErrors(call)) return { status: 200, body: { ...envelope(call.now), [plural]: outcomes.map(withStatus) } };
  if (bad.length > 0) throw new Refusal(validationException(bad.map(withErrors)));
  return { status: 200, body: { ...envelope(call.now), [plural]: outcomes.map(({ element }) => element) } };
}

const withErrors = ({ element, errors }: Outcome) => ({ ...element, ValidationErrors: errors.map((Message) => ({ Message })) });

const withStatus = (outcome: Outcome) =>
  outcome.errors.length === 0
    ? { ...outcome.element, StatusAttributeString: 'OK' }
    : { ...withErrors(outcome), StatusAttributeString: 'ERROR' };
