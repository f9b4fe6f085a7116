/** What becomes of a question that a source was asked. Not found is an answer too. */
export type SourceAnswer<Found extends Readonly<Record<string, unknown>>> =
  /** `cost`: what the answer costs, such as "£1.20". */
  | { readonly kind: 'found'; readonly source: string; readonly answer: Found; readonly cost?: string }
  | { readonly kind: 'not-found'; readonly source: string; readonly cost?: string }
  /** Nobody can be asked: a person has to find out; `reason` says so in an agent's words. */
  | { readonly kind: 'parked'; readonly source: string; readonly reason: string };
