import { STUCK_ACTIONS, STUCK_KINDS } from '@takings/contracts';

/**
 * What the back office itself sees from the facts about an invoice: the bank is being asked, a debit is withheld since a credit is proposed,
 * a credit is proposed for what was paid.
 */
export const SEEN_KINDS = ['asking', 'withheld', 'credit'] as const;
export const ALL_KINDS = [...STUCK_KINDS, ...SEEN_KINDS] as const;
export type StuckKind = (typeof ALL_KINDS)[number];

export const isSeenHere = (kind: StuckKind): boolean => (SEEN_KINDS as readonly string[]).includes(kind);

/** As the table has it; only rows that were raised. */
export interface StuckRow {
  readonly stuck_id: string;
  readonly app: string;
  readonly round: number;
  readonly stage: string;
  readonly kind: StuckKind;
  readonly reason: string;
  readonly fact_type: string | null;
  readonly subject: string | null;
  readonly actions: (typeof STUCK_ACTIONS)[number][];
  readonly raised_at: Date;
  readonly outcome: 'retried' | 'discarded' | 'came-right' | null;
  readonly settled_by: string | null;
  readonly settled_at: Date | null;
  readonly decided_round: number | null;
  readonly decided_action: 'retry' | 'discard' | null;
  readonly decided_by: string | null;
  readonly decided_because: string | null;
  readonly decided_at: Date | null;
  readonly open: boolean;
  readonly cause: string;
  readonly desk: string;
  readonly waits: 'itself' | 'person';
  readonly run_id: string | null;
  readonly customer: string | null;
  /** What people call what it is about: the number of an invoice, the reference of a sale. */
  readonly label: string | null;
  readonly currency: string | null;
  /** PostgreSQL's bigint comes as text. */
  readonly risk_minor: string;
  readonly next_at: Date | null;
  readonly owner_id: string | null;
  readonly owner: string | null;
  readonly owner_since: Date | null;
  /** A discarding that was asked for and needs a second person. */
  readonly asked_round: number | null;
  readonly asked_by_id: string | null;
  readonly asked_by: string | null;
  readonly asked_because: string | null;
  readonly asked_at: Date | null;
}
