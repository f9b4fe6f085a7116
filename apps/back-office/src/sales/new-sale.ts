import type { DataOf, SaleCompleted } from '@takings/contracts';
import type { Line, LineAmounts } from '@takings/money';

export type SaleFact = DataOf<typeof SaleCompleted>;

/** A sale about to be entered, valid in itself; who sold it is still to be looked up. */
export interface NewSale {
  /** What it was called before it was completed; one is made without. */
  readonly saleId?: string;
  /** Null: one is made. */
  readonly saleRef: string | null;
  readonly idempotencyKey: string | null;
  /** A hash of all that was asked for, which tells a repeat from another sale. */
  readonly content: Buffer;
  /** A name or an id. */
  readonly consultant: string;
  /** A name, where the sale belongs to another team than the consultant is in now; null for that one. */
  readonly team: string | null;
  readonly channel: SaleFact['channel'];
  readonly origin: SaleFact['origin'];
  readonly product: string;
  readonly currency: string;
  readonly revenueMinor: number;
  /** In UTC; null when one of the next two says it. */
  readonly soldAt: string | null;
  /** In the time zone of the team. */
  readonly soldLocal?: string;
  /** A day of the team, of which no time is known: noon stands for it. */
  readonly soldOn?: string;
  readonly customer: {
    readonly customerRef: string;
    readonly name: string;
    readonly email: string | null;
    readonly cardRef: string | null;
  };
  readonly dueOn: string | null;
  /** What will be due; none when it is never invoiced. */
  readonly lines: readonly (Line & LineAmounts & { readonly description: string })[];
  readonly actor: string;
}
