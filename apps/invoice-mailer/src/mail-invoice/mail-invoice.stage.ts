import { Injectable } from '@nestjs/common';
import { type DataOf, InvoiceFiled, InvoiceMailed, InvoiceUndeliverable } from '@takings/contracts';
import { type Delivery, formatDay, RegisteredMail, Sender, Stationery } from '@takings/mail';
import { type Done, pausable, type Stage, type Tx, type Work } from '@takings/messaging';
import { formatMoney } from '@takings/money';
import type { EntityManager } from 'typeorm';
import { InvoicePdfs } from '../invoice-pdf/invoice-pdfs';
import { pdfName } from '../invoice-pdf/pdf-name';

type Filed = DataOf<typeof InvoiceFiled>;

/** What was sent and how that went. */
interface Mailing {
  readonly delivery: Delivery;
  readonly pdfSha256: string;
}

/**
 * Safe to repeat: the PDF is made once and kept, and the register of mails knows what went out. Only a sending whose answer was lost
 * is repeated, once and marked, since SMTP cannot tell whether it arrived.
 */
@Injectable()
export class MailInvoice implements Stage<typeof InvoiceFiled, undefined, Mailing> {
  readonly name = 'mail-invoice';
  readonly takes = [InvoiceFiled];
  readonly actsAtOnce: number;

  constructor(
    private readonly pdfs: InvoicePdfs,
    private readonly stationery: Stationery,
    private readonly mail: RegisteredMail,
    sender: Sender,
  ) {
    this.actsAtOnce = sender.atOnce;
  }

  key = ({ invoiceId }: Filed) => `mail-invoice:${invoiceId}`;
  pausedWith = ({ runId }: Filed) => [pausable.run(runId)];

  async act({ data }: Work<typeof InvoiceFiled>): Promise<Mailing> {
    const { bytes, sha256 } = await this.pdfs.of(data);
    const { letters } = await this.stationery.current();
    const delivery = await this.mail.send({
      ...keyOf(data),
      invoiceNumber: data.invoiceNumber,
      to: { name: data.customerName, address: data.customerEmail },
      ...letters.write('invoice', {
        customer: data.customerName,
        number: data.invoiceNumber,
        amount: formatMoney(data.amountDueMinor, data.currency),
        due: formatDay(data.dueOn),
      }),
      attachments: [{ filename: pdfName(data.invoiceNumber), contentType: 'application/pdf', bytes }],
    });
    return { delivery, pdfSha256: sha256 };
  }

  withdraw({ data }: Work<typeof InvoiceFiled>, db: EntityManager) {
    return this.mail.withdraw(keyOf(data), db);
  }

  async record({ data, result: { delivery, pdfSha256 } }: Done<typeof InvoiceFiled, undefined, Mailing>, tx: Tx) {
    await this.mail.settle(keyOf(data), delivery, tx);
    if (delivery.outcome === 'refused') {
      tx.park('undeliverable', delivery.reason);
      return [InvoiceUndeliverable.of({ ...data, reason: delivery.reason })];
    }
    if (delivery.outcome === 'unknown') {
      tx.park(
        'undeliverable',
        'Twice nobody knows whether the mail server took the invoice: it fell silent, or Takings was stopped meanwhile. Ask the payer whether it arrived before sending it again.',
      );
      return [];
    }
    return [InvoiceMailed.of({ ...data, pdfSha256, possiblyTwice: delivery.possiblyTwice })];
  }
}

const keyOf = ({ invoiceId }: Filed) => ({ invoiceId, kind: 'invoice' });
