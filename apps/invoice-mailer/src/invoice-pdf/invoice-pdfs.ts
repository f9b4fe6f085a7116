import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { DataOf, InvoiceFiled } from '@takings/contracts';
import { together } from '@takings/database';
import { Stationery } from '@takings/mail';
import { NotFound } from '@takings/runtime';
import { DataSource } from 'typeorm';
import { InvoicePdfRow } from './invoice-pdf.row';
import { PdfMaker } from './pdf-maker';

export type KeptPdf = Pick<InvoicePdfRow, 'invoiceNumber' | 'bytes' | 'sha256'>;

type Invoice = DataOf<typeof InvoiceFiled>;

/** All bytes travel as one value, since in an array they would travel as hexadecimal text; each is cut out of it by its length. */
const KEEP = `
  insert into invoice_pdf (invoice_id, invoice_number, bytes, sha256)
  select id, number, substring($4::bytea from (1 + before)::int for length), sha256
  from (
    select id, number, length, sha256, sum(length) over (order by at) - length as before
    from unnest($1::uuid[], $2::text[], $3::int[], $5::text[]) with ordinality one(id, number, length, sha256, at)
  ) placed
  order by id -- two processes that meet must not wait for each other
  on conflict do nothing returning invoice_id as id`;

/** The PDFs we keep. Each is kept before it is sent, and the first one kept stays, so that every repeat sends the same bytes. */
@Injectable()
export class InvoicePdfs {
  /**
   * The PDF of this invoice: made and kept now, or as kept before. It is made without asking first whether there is one, since nearly
   * always there is none and a question costs more than a PDF.
   */
  readonly of = together((invoices: Invoice[]) => this.ofAll(invoices));

  constructor(
    private readonly db: DataSource,
    private readonly stationery: Stationery,
  ) {}

  /** Throws `NotFound` when none has been made yet. */
  async get(invoiceId: string): Promise<KeptPdf> {
    const kept = await this.find(invoiceId);
    if (!kept) throw new NotFound(`There is no PDF of the invoice ${invoiceId} yet.`);
    return kept;
  }

  private async ofAll(invoices: readonly Invoice[]): Promise<KeptPdf[]> {
    const maker = new PdfMaker((await this.stationery.current()).company);
    const made = await Promise.all(
      invoices.map(async (invoice) => {
        const bytes = await maker.make(invoice);
        return { invoice, bytes, sha256: createHash('sha256').update(bytes).digest('hex') };
      }),
    );
    const columns = [
      made.map(({ invoice }) => invoice.invoiceId),
      made.map(({ invoice }) => invoice.invoiceNumber),
      made.map(({ bytes }) => bytes.length),
      Buffer.concat(made.map(({ bytes }) => bytes)),
      made.map(({ sha256 }) => sha256),
    ];
    const kept = await this.db.query<{ id: string }[]>(KEEP, columns);
    const ids = new Set(kept.map(({ id }) => id));
    return Promise.all(
      made.map(async ({ invoice: { invoiceId, invoiceNumber }, bytes, sha256 }) =>
        ids.delete(invoiceId) ? { invoiceNumber, bytes, sha256 } : this.get(invoiceId),
      ),
    );
  }

  private find(invoiceId: string): Promise<KeptPdf | null> {
    return this.db
      .getRepository(InvoicePdfRow)
      .findOne({ where: { invoiceId }, select: { invoiceNumber: true, bytes: true, sha256: true } });
  }
}
