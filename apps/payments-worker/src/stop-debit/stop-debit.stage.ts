import { Injectable } from '@nestjs/common';
import {
  type DataOf,
  DebitNotStopped,
  DebitResumed,
  DebitStopped,
  InvoiceHoldLifted,
  InvoiceHoldRequested,
  InvoiceVoidCleared,
  InvoiceVoidRequested,
} from '@takings/contracts';
import type { Done, Stage, Tx } from '@takings/messaging';
import { DebitStops } from './debit-stops';

type Hold = DataOf<typeof InvoiceHoldRequested>;
type Void = DataOf<typeof InvoiceVoidRequested>;
type Lift = DataOf<typeof InvoiceHoldLifted>;
type Takes = typeof InvoiceHoldRequested | typeof InvoiceVoidRequested | typeof InvoiceHoldLifted;

/**
 * This app alone knows whether a charge has begun, so it answers whether one can still be kept from it, and keeps it from it in the same
 * transaction. Safe to repeat, and in any order: each decision has its turn, and an earlier one changes nothing that a later one has said.
 */
@Injectable()
export class StopDebit implements Stage<Takes> {
  readonly name = 'stop-debit';
  readonly takes = [InvoiceHoldRequested, InvoiceVoidRequested, InvoiceHoldLifted];

  constructor(private readonly stops: DebitStops) {}

  key = ({ invoiceId, turn }: { invoiceId: string; turn: number }) => `stop-debit:${invoiceId}:${turn}`;

  async record({ data, event }: Done<Takes>, tx: Tx) {
    const db = await tx.manager();
    if (event.type === InvoiceHoldLifted.type) {
      const bill = await this.stops.lift(data as Lift, db);
      return bill ? [DebitResumed.of(bill)] : [];
    }
    const tooLate = await this.stops.stop(data, db);
    if (tooLate) return [DebitNotStopped.of({ ...data, reason: tooLate })];
    return [event.type === InvoiceVoidRequested.type ? InvoiceVoidCleared.of(data as Void) : DebitStopped.of(data as Hold)];
  }
}
