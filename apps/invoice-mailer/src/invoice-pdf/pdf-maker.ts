import type { DataOf, InvoiceFiled } from '@takings/contracts';
import type { Company } from '@takings/mail';
import pdfmake = require('pdfmake'); // An instance, whose methods a namespace import would not see.
import { invoiceDocument } from './invoice-document';
import { shareFonts } from './shared-fonts';

shareFonts();
// A document of ours loads nothing from anywhere.
pdfmake.setLocalAccessPolicy(() => false);
pdfmake.setUrlAccessPolicy(() => false);

/** Draws invoices. The same invoice gives the same bytes. */
export class PdfMaker {
  constructor(private readonly company: Company) {}

  make(invoice: DataOf<typeof InvoiceFiled>): Promise<Buffer> {
    return pdfmake.createPdf(invoiceDocument(invoice, this.company)).getBuffer();
  }
}
