import type { DataOf, InvoiceMailed } from '@takings/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Failure } from './outcome';

/**
 * prepared: written down, and certainly nothing can have been debited under its reference. sending: one process is calling the gateway, or
 * died over it. asking: it may have been debited, and the sweep asks the bank. held: suspended at the gateway, and asked after too.
 * The rest is closed: paid; failed, as the world refused; void, as our request was at fault and nothing was debited.
 */
export const OPEN_STATES = ['prepared', 'sending', 'asking', 'held'] as const;
export const CLOSED_STATES = ['paid', 'failed', 'void'] as const;
export type AttemptState = (typeof OPEN_STATES)[number] | (typeof CLOSED_STATES)[number];

/** What the stage took; later facts about the invoice carry it on, and the sweep has no message at hand. */
export type Bill = DataOf<typeof InvoiceMailed>;

const bigint = { to: (value: number) => value, from: Number };

/** One attempt to debit an invoice from a card. The row, not a message, owns a charge whose outcome is uncertain. */
@Entity('attempt')
export class AttemptRow {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') invoiceId: string;
  /** From 1. */
  @Column('int') attempt: number;
  @Column('text') orderReference: string;
  @Column('bigint', { transformer: bigint }) amountMinor: number;
  @Column('text') currency: string;
  @Column('text') cardRef: string;
  @Column('int') subscriptionNumber: number;
  @Column('text') state: AttemptState;
  /** Which delivery is calling the gateway, so that only that one can say "nothing was sent" again. */
  @Column('uuid', { nullable: true }) sender: string | null;
  /** How often the gateway was called for it. More than none: ask before the next. */
  @Column('int') sends: number;
  /** Questions that were answered since it became uncertain or held. */
  @Column('int') asks: number;
  /** When the bank is to be asked next; while sending, when the call must have ended. */
  @Column('timestamptz', { nullable: true }) nextAskAt: Date | null;
  /** Since when the outcome is uncertain. */
  @Column('timestamptz', { nullable: true }) askingSince: Date | null;
  /** How often a person was told of it; 0 for never. The stuck item has the attempt's id. */
  @Column('int') stuckRound: number;
  @Column('text', { nullable: true }) transactionReference: string | null;
  @Column('text', { nullable: true }) failure: Failure | null;
  @Column('jsonb') bill: Bill;
  @Column('text') correlationId: string;
  @Column('timestamptz') openedAt: Date;
  @Column('timestamptz', { nullable: true }) sentAt: Date | null;
  @Column('timestamptz', { nullable: true }) closedAt: Date | null;
  /** When finance took it upon itself; it is asked after all the same. */
  @Column('timestamptz', { nullable: true }) letGoAt: Date | null;
}
