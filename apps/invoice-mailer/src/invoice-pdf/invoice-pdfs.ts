import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { DataOf, InvoiceFiled } from '@takings/contracts';
import { NotFound } from '@takings/runtime';
import { DataSource } from 'typeorm';
import { InvoicePdfRow } from './invoice-pdf.row';
import { PdfMaker } from './pdf-maker';

export type KeptPdf = Pick<InvoicePdfRow, 'invoiceNumber' | 'bytes' | 'sha256'>;

/** The PDFs we keep. Each is made once and kept before it is sent, so that every repeat sends the same bytes. */
@Injectable()
export class InvoicePdfs {
  constructor(
    private readonly db: DataSource,
    private readonly maker: PdfMaker,
  ) {}

  /** The PDF of this invoice: as kept, or made and kept now. Should two make it at once, the first one kept is the one for both. */
  async of(invoice: DataOf<typeof InvoiceFiled>): Promise<KeptPdf> {
    const { invoiceId, invoiceNumber } = invoice;
    const kept = await this.find(invoiceId);
    if (kept) return kept;
    const bytes = await this.maker.make(invoice);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const { raw } = await this.rows
      .createQueryBuilder()
      .insert()
      .values({ invoiceId, invoiceNumber, bytes, sha256 })
      .orIgnore()
      .returning('sha256')
      .execute();
    return raw.length > 0 ? { invoiceNumber, bytes, sha256 } : this.get(invoiceId);
  }

  /** Throws `NotFound` when none has been made yet. */
  async get(invoiceId: string): Promise<KeptPdf> {
    const kept = await this.find(invoiceId);
    if (!kept) throw new NotFound(`There is no PDF of the invoice ${invoiceId} yet.`);
    return kept;
  }

  private find(invoiceId: string): Promise<KeptPdf | null> {
    return this.rows.findOne({ where: { invoiceId }, select: { invoiceNumber: true, bytes: true, sha256: true } });
  }

  private get rows() {
    return this.db.getRepository(InvoicePdfRow);
  }
}
