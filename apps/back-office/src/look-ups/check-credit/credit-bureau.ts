import type { SourceAnswer } from '../source-answer';

/** What a credit bureau says about a company. */
export type CreditReport = {
  readonly companyNumber: string;
  /** The bureau's own reference of the report, for questions to the bureau. */
  readonly reference: string;
  /** 0 (never) to 100 (without doubt). */
  readonly score: number;
  readonly band: 'low-risk' | 'medium-risk' | 'high-risk';
  /** What it may owe at the same time, in minor units of `currency`; null when the bureau gives no limit. */
  readonly limitMinor: number | null;
  readonly currency: string | null;
};

/** Somebody who says how creditworthy a company is. */
export abstract class CreditBureau {
  /** As people call it. */
  abstract readonly name: string;

  /** Throws `Unavailable` when it cannot be asked now, `InvalidInput` when it will never take this question. */
  abstract check(company: { readonly companyNumber: string; readonly companyName: string }): Promise<SourceAnswer<CreditReport>>;
}
