/** One call to Xero's accounting API. */
export interface XeroCall {
  readonly stage: string;
  readonly method: 'GET' | 'PUT' | 'POST';
  /** Below the base of the API, with its query: `/Invoices?summarizeErrors=false`. */
  readonly path: string;
  /** JSON, already written. */
  readonly body?: string;
  readonly idempotencyKey?: string;
  /** Repeating it changes nothing, so that a lost answer is no uncertainty. */
  readonly repeatable: boolean;
}

export interface XeroAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** A layer of the client: what it adds lies around the next one. */
export type Send<Call = XeroCall> = (call: Call) => Promise<XeroAnswer>;
export type Authorised = XeroCall & { readonly token: string };
