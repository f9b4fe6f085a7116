import { Injectable } from '@nestjs/common';
import { DebitFailed, InvoicePaid, PayerNotified, PayerUnreachable } from '@takings/contracts';
import { type Delivery, RegisteredMail, Sender, Stationery } from '@takings/mail';
import type { Done, Stage, Tx, Work } from '@takings/messaging';
import type { EntityManager } from 'typeorm';
import { kindOf, type Outcome, writeNotice } from './notice';

type Told = typeof InvoicePaid | typeof DebitFailed;

/**
 * Safe to repeat: the register of mails knows what went out, so the payer gets one notice of each kind about an invoice, also when a later
 * attempt fails for the same reason. Only a sending whose answer was lost is repeated, once and marked, since SMTP cannot tell whether it arrived.
 */
@Injectable()
export class NotifyPayer implements Stage<Told, undefined, Delivery> {
  readonly name = 'notify-payer';
  readonly takes = [InvoicePaid, DebitFailed];
  readonly actsAtOnce: number;

  constructor(
    private readonly stationery: Stationery,
    private readonly mail: RegisteredMail,
    sender: Sender,
  ) {
    this.actsAtOnce = sender.atOnce;
  }

  key = (outcome: Outcome) => `notify-payer:${outcome.invoiceId}:${kindOf(outcome)}`;

  async act({ data }: Work<Told>): Promise<Delivery> {
    const { letters, timeZone } = await this.stationery.current();
    return this.mail.send({
      ...keyOf(data),
      invoiceNumber: data.invoiceNumber,
      to: { name: data.customerName, address: data.customerEmail },
      ...writeNotice(data, letters, timeZone),
    });
  }

  withdraw({ data }: Work<Told>, db: EntityManager) {
    return this.mail.withdraw(keyOf(data), db);
  }

  async record({ data, result }: Done<Told, undefined, Delivery>, tx: Tx) {
    const kind = kindOf(data);
    await this.mail.settle(keyOf(data), result, tx);
    if (result.outcome === 'refused') {
      tx.park('undeliverable', result.reason);
      return [PayerUnreachable.of({ ...data, kind, reason: result.reason })];
    }
    if (result.outcome === 'unknown') {
      tx.park(
        'undeliverable',
        'Twice nobody knows whether the mail server took the notice: it fell silent, or Takings was stopped meanwhile. Ask the payer whether it arrived before sending it again.',
      );
    }
    return result.outcome === 'sent' ? [PayerNotified.of({ ...data, kind, possiblyTwice: result.possiblyTwice })] : [];
  }
}

const keyOf = (outcome: Outcome) => ({ invoiceId: outcome.invoiceId, kind: kindOf(outcome) });
