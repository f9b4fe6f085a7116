import { Controller, Get, Param, ParseUUIDPipe, StreamableFile } from '@nestjs/common';
import { InvoicePdfs } from './invoice-pdfs';
import { pdfName } from './pdf-name';

@Controller('invoices')
export class InvoicePdfController {
  constructor(private readonly pdfs: InvoicePdfs) {}

  /** The PDF as it was sent. 404 until it has been made. */
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
