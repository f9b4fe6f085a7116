import { Injectable } from '@nestjs/common';
import { CreditProposed, type DataOf } from '@takings/contracts';
import type { Done, Stage, Tx } from '@takings/messaging';
import { Holds } from './holds';

/**
 * Safe to repeat: an invoice is held once. What was sent to the bank before is left as it is; from this commit on nothing is sent, since
 * sending looks for the hold in the statement that begins it.
 */
@Injectable()
export class HoldDebit implements Stage<typeof CreditProposed> {
  readonly name = 'hold-debit';
  readonly takes = [CreditProposed];

  constructor(private readonly holds: Holds) {}

  key = ({ invoiceId, saleId }: DataOf<typeof CreditProposed>) => `hold-debit:${invoiceId}:${saleId}`;

  async record({ data: { invoiceId, saleRef, reason }, event }: Done<typeof CreditProposed>, tx: Tx) {
    const why = `The sale ${saleRef} was taken back: ${reason}`;
    await this.holds.keep({ invoiceId, reason: why, heldAt: event.time }, await tx.manager());
    return [];
  }
}
