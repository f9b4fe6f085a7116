import { AddressSearchRequested, CompanyLookUpRequested, CreditCheckRequested, type Given } from '@takings/contracts';
import { InvalidInput } from '@takings/runtime';

/** What a sale in progress asks of a source: its words in the definition of the flow, and what it answers to. */
export const ASKED_OF = {
  'company-registry': CompanyLookUpRequested,
  'credit-bureau': CreditCheckRequested,
  'address-book': AddressSearchRequested,
} as const;

export type LookUpSource = keyof typeof ASKED_OF;
export const LOOK_UP_SOURCES = Object.keys(ASKED_OF) as LookUpSource[];

export interface LookUpRequest {
  /** The look-up in the definition of the flow. */
  readonly lookUp: string;
  readonly round: number;
  readonly source: string;
  /** The fields of the fact that the source answers to. */
  readonly question: Readonly<Record<string, unknown>>;
}

/**
 * The fact by which a sale in progress asks one of the sources; each has a stage and a queue of its own, so that each pauses alone.
 * Throws `InvalidInput` for a source that nobody answers for, and a `ZodError` that names the field for a question that lacks something.
 */
export function lookUpRequested(flowId: string, { lookUp, round, source, question }: LookUpRequest): Given {
  const fact = ASKED_OF[source as LookUpSource];
  if (!Object.hasOwn(ASKED_OF, source))
    throw new InvalidInput(`There is no source "${source}" for a look-up; expected ${LOOK_UP_SOURCES.join(', ')}`, 'source');
  return fact.of({ ...question, flowId, lookUp, round } as never);
}
