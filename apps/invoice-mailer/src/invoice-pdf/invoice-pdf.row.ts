import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The PDF of an invoice, made once and never changed: what was sent is what is kept. */
@Entity('invoice_pdf')
export class InvoicePdfRow {
  @PrimaryColumn('uuid', { name: 'invoice_id' })
  invoiceId: string;

  @Column('text', { name: 'invoice_number' })
  invoiceNumber: string;

  @Column('bytea')
  bytes: Buffer;

  /** In hex. */
  @Column('text')
  sha256: string;

  @Column('timestamptz', { name: 'made_at' })
  madeAt: Date;
}
