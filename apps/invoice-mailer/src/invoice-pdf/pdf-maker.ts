import type { DataOf, InvoiceFiled } from '@takings/contracts';
import type { Company } from '@takings/mail';
import PDFDocument = require('pdfkit');
import { invoiceDocument } from './invoice-document';

/** Draws invoices. The same invoice gives the same bytes. */
export class PdfMaker {
  constructor(private readonly company: Company) {}

  make(invoice: DataOf<typeof InvoiceFiled>): Promise<Buffer> {
    const pdf = new PDFDocument({
      size: 'A4',
      autoFirstPage: false,
      font: null as never, // none of its own: ours are embedded
      lang: 'en-GB',
      info: {
        Title: `Invoice ${invoice.invoiceNumber}`,
        Author: this.company.name,
        // The day of the invoice, not of the printing: the same invoice gives the same bytes.
        CreationDate: new Date(`${invoice.issuedOn}T00:00:00Z`),
      },
    });
    const whole = gathered(pdf);
    invoiceDocument(invoice, this.company).writeTo(pdf);
    pdf.end();
    return whole;
  }
}

function gathered(pdf: PDFKit.PDFDocument): Promise<Buffer> {
  const pieces: Buffer[] = [];
  return new Promise((resolve, reject) => {
    pdf.on('data', (piece: Buffer) => pieces.push(piece));
    pdf.on('end', () => resolve(Buffer.concat(pieces)));
    pdf.on('error', reject);
  });
}
