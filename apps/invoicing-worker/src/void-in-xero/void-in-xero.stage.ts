import { Injectable } from '@nestjs/common';
import { InvoiceVoidCleared, InvoiceVoided, InvoiceVoidRefused } from '@takings/contracts';
import type { Done, Stage, Work } from '@takings/messaging';
import type { Refusal } from '../ledger/ledger';
import { type Voided, VoidLedger } from '../ledger/void-ledger';
import { CallQuota } from '../quota/call-quota';

type Taken = typeof InvoiceVoidCleared;

/** Safe to repeat: Xero is asked how the invoice stands before it is voided, and one that is voided already counts as done. */
@Injectable()
export class VoidInXero implements Stage<Taken, undefined, Voided | Refusal> {
  readonly name = 'void-in-xero';
  readonly takes = [InvoiceVoidCleared];
  readonly actsAtOnce = 1;

  constructor(
    private readonly ledger: VoidLedger,
    private readonly quota: CallQuota,
  ) {}

  key = ({ invoiceId, turn }: { invoiceId: string; turn: number }) => `void-in-xero:${invoiceId}:${turn}`;

  turn(waiting: number) {
    return this.quota.turn(this.name, waiting, 1);
  }

  act({ data }: Work<Taken>) {
    return this.ledger.void(data);
  }

  record({ data, result }: Done<Taken, undefined, Voided | Refusal>) {
    return [result.ok ? InvoiceVoided.of(data) : InvoiceVoidRefused.of({ ...data, reason: result.reason })];
  }
}
