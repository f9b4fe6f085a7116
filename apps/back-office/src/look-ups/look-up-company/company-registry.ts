import type { SourceAnswer } from '../source-answer';

/** What a register says about a company. */
export type Company = {
  readonly companyNumber: string;
  readonly name: string;
  /** The register's own word: `active`, `dissolved`, `liquidation` and others. */
  readonly status: string;
  /** ISO date; null where the register does not say. */
  readonly incorporatedOn: string | null;
  readonly address: { readonly lines: readonly string[]; readonly postcode: string | null };
  /** Who directs it now; an LLP's members. */
  readonly directors: readonly { readonly name: string; readonly appointedOn: string | null }[];
};

/** A public register of companies. */
export abstract class CompanyRegistry {
  /** As people call it. */
  abstract readonly name: string;

  /** Throws `Unavailable` when it cannot be asked now, `InvalidInput` when it will never take this question. */
  abstract find(companyNumber: string): Promise<SourceAnswer<Company>>;
}
