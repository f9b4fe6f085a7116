import { Controller, Get, Param, ParseUUIDPipe, StreamableFile } from '@nestjs/common';
import { KeptMails, READ_MAILS } from '@takings/mail';
import { MayUse } from '@takings/runtime/http';
import { InvoicePdfs } from '../invoice-pdf/invoice-pdfs';
import { pdfName } from '../invoice-pdf/pdf-name';

/** What was sent, as it was sent. */
@MayUse(...READ_MAILS)
@Controller('api/invoice-mails')
export class InvoiceMailsController {
  constructor(
    private readonly mails: KeptMails,
    private readonly pdfs: InvoicePdfs,
  ) {}

  /** The mails with the invoice, the first one first. */
  @Get(':id')
  async list(@Param('id', ParseUUIDPipe) id: string) {
    return { mails: await this.mails.about(id) };
  }

  /** The PDF of the invoice. 404 until it has been made. */
  @Get(':id/pdf')
  async pdf(@Param('id', ParseUUIDPipe) id: string) {
    const { bytes, invoiceNumber } = await this.pdfs.get(id);
    return new StreamableFile(bytes, {
      type: 'application/pdf',
      disposition: `inline; filename="${pdfName(invoiceNumber)}"`,
      length: bytes.length,
    });
  }
}
