import { Injectable } from '@nestjs/common';
import type { DataOf, TestMailRequested } from '@takings/contracts';
import { type Delivery, exampleFor, Letters, type MailKind, RegisteredMail, Stationery } from '@takings/mail';
import { Unavailable } from '@takings/runtime';
import { PdfMaker } from '../invoice-pdf/pdf-maker';
import { pdfName } from '../invoice-pdf/pdf-name';
import { exampleInvoice } from './example-invoice';

type Asked = DataOf<typeof TestMailRequested>;

export const keyOf = ({ checkId }: Asked) => ({ invoiceId: checkId, kind: 'test' });

/** A mail as a customer would get it, with the words that are being written, to the one who writes them. */
@Injectable()
export class TestMail {
  constructor(
    private readonly stationery: Stationery,
    private readonly mail: RegisteredMail,
  ) {}

  /** A server that is away is an answer too: whoever tests it waits for one. */
  async send(asked: Asked): Promise<Delivery | { readonly outcome: 'away'; readonly reason: string }> {
    try {
      return await this.mail.send({ ...keyOf(asked), ...(await this.letterFor(asked)) });
    } catch (error) {
      if (error instanceof Unavailable) return { outcome: 'away', reason: error.message };
      throw error;
    }
  }

  private async letterFor({ checkId, kind, subject, paragraphs, to, name }: Asked) {
    const { company, texts } = await this.stationery.current();
    const letter = new Letters(company, { ...texts, [kind]: { subject, paragraphs } }).write(
      kind as MailKind,
      exampleFor(kind as MailKind),
    );
    const invoice = exampleInvoice(checkId);
    const bytes = await new PdfMaker(company).make(invoice);
    return {
      ...letter,
      subject: `Test: ${letter.subject}`,
      invoiceNumber: `TEST-${checkId}`,
      to: { name, address: to },
      attachments: kind === 'invoice' ? [{ filename: pdfName(invoice.invoiceNumber), contentType: 'application/pdf', bytes }] : [],
    };
  }
}
