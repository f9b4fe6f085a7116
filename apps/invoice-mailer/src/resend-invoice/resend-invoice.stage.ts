import { Injectable } from '@nestjs/common';
import { type DataOf, InvoiceResendRequested, InvoiceResent } from '@takings/contracts';
import { type Delivery, KeptMails, RegisteredMail } from '@takings/mail';
import type { Done, Stage, Tx, Work } from '@takings/messaging';
import { NotFound } from '@takings/runtime';
import type { EntityManager } from 'typeorm';
import { InvoicePdfs } from '../invoice-pdf/invoice-pdfs';
import { pdfName } from '../invoice-pdf/pdf-name';

type Asked = DataOf<typeof InvoiceResendRequested>;
interface NotKept {
  readonly outcome: 'not-kept';
}

/**
 * Sends what was sent before, word for word and with the same PDF, to the address that the invoice has now. Safe to repeat: each sending
 * that a person asked for is a mail of its own in the register, which knows what went out.
 */
@Injectable()
export class ResendInvoice implements Stage<typeof InvoiceResendRequested, undefined, Delivery | NotKept> {
  readonly name = 'resend-invoice';
  readonly takes = [InvoiceResendRequested];

  constructor(
    private readonly pdfs: InvoicePdfs,
    private readonly mail: RegisteredMail,
    private readonly kept: KeptMails,
  ) {}

  key = ({ invoiceId, sending }: Asked) => `resend-invoice:${invoiceId}:${sending}`;

  async act({ data }: Work<typeof InvoiceResendRequested>): Promise<Delivery | NotKept> {
    const letter = await this.kept.one({ invoiceId: data.invoiceId, kind: 'invoice' });
    if (!letter) throw new NotFound(`No mail with the invoice ${data.invoiceNumber} has been sent yet.`);
    const { subject, text, html } = letter;
    if (subject === null || text === null || html === null) return { outcome: 'not-kept' };
    const { bytes } = await this.pdfs.get(data.invoiceId);
    return this.mail.send({
      ...keyOf(data),
      invoiceNumber: data.invoiceNumber,
      to: { name: data.customerName, address: data.customerEmail },
      ...{ subject, text, html },
      attachments: [{ filename: pdfName(data.invoiceNumber), contentType: 'application/pdf', bytes }],
    });
  }

  withdraw({ data }: Work<typeof InvoiceResendRequested>, db: EntityManager) {
    return this.mail.withdraw(keyOf(data), db);
  }

  async record({ data, result }: Done<typeof InvoiceResendRequested, undefined, Delivery | NotKept>, tx: Tx) {
    if (result.outcome !== 'not-kept') await this.mail.settle(keyOf(data), result, tx);
    return [InvoiceResent.of({ ...data, ...answerOf(result) })];
  }
}

const keyOf = ({ invoiceId, sending }: Asked) => ({ invoiceId, kind: `invoice-${sending}` });

function answerOf(result: Delivery | NotKept): Pick<DataOf<typeof InvoiceResent>, 'outcome' | 'reason'> {
  switch (result.outcome) {
    case 'sent':
    case 'sent-before':
      return { outcome: 'sent', reason: null };
    case 'refused':
      return { outcome: 'refused', reason: result.reason };
    case 'not-kept':
      return { outcome: 'refused', reason: 'What was sent then was not kept, so it cannot be sent again as it was.' };
    case 'unknown':
      return {
        outcome: 'unknown',
        reason:
          'Twice nobody knows whether the mail server took it: it fell silent. Ask the payer whether it arrived before sending it again.',
      };
  }
}
