import { Injectable } from '@nestjs/common';
import { type DataOf, InvoicePaid, PaymentRecorded } from '@takings/contracts';
import type { Done, Stage, Tx, Work } from '@takings/messaging';
import type { EntityManager } from 'typeorm';
import { PaymentLedger, type Recorded, type Refusal } from '../ledger/ledger';
import { CallQuota } from '../quota/call-quota';
import { UP_TO } from '../xero/batches';
import { Payment } from './payment.row';

type Taken = typeof InvoicePaid;
interface Intent {
  readonly tries: number;
}

/**
 * Safe to repeat: the payment is written before the call, and for one that is found again the invoice is read first; a payment of
 * the charge's reference counts as done. Two workers at once cannot both succeed, since Xero takes no more than is due.
 */
@Injectable()
export class RecordPayment implements Stage<Taken, Intent, Recorded | Refusal> {
  readonly name = 'record-payment';
  readonly takes = [InvoicePaid];
  readonly actsAtOnce = 5;
  readonly actsOnUpTo = UP_TO.elements;

  constructor(
    private readonly ledger: PaymentLedger,
    private readonly quota: CallQuota,
  ) {}

  key = ({ transactionReference }: DataOf<Taken>) => `record-payment:${transactionReference}`;

  async prepareAll(all: Work<Taken>[], db: EntityManager): Promise<Intent[]> {
    const rows = await db.query<(Intent & { reference: string })[]>(
      `insert into payment (transaction_reference, invoice_id, state, tries)
       select reference, invoice, 'sending', 1 from unnest($1::text[], $2::uuid[]) one(reference, invoice)
       order by reference -- two processes that meet must not wait for each other
       on conflict (transaction_reference) do update set state = 'sending', tries = payment.tries + 1
       returning transaction_reference as reference, tries`,
      [all.map(({ data }) => data.transactionReference), all.map(({ data }) => data.invoiceId)],
    );
    const intents = new Map(rows.map(({ reference, tries }) => [reference, { tries }]));
    return all.map(({ data }) => intents.get(data.transactionReference)!);
  }

  /** Only a first try is taken back: an earlier one may still have been sent. */
  async withdraw({ data, prepared }: Work<Taken, Intent>, db: EntityManager) {
    if (prepared.tries === 1) await db.delete(Payment, { transactionReference: data.transactionReference, tries: 1 });
  }

  turn(waiting: number) {
    return this.quota.turn(this.name, waiting, this.actsOnUpTo);
  }

  actAll(all: Work<Taken, Intent>[]) {
    return this.ledger.record(all.map(({ data, prepared }) => ({ payment: data, tries: prepared.tries })));
  }

  record({ data, result }: Done<Taken, Intent, Recorded | Refusal>, tx: Tx) {
    const payment = { transactionReference: data.transactionReference };
    if (result.ok) {
      tx.update(Payment, payment, { state: 'recorded', xeroPaymentId: result.xeroPaymentId });
      return [PaymentRecorded.of({ ...data, ...result })];
    }
    tx.update(Payment, payment, { state: 'rejected' });
    tx.park('rejected', result.reason);
    return [];
  }
}
