import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Our intent to file an invoice, written before Xero is called; a row found again means that it may have been sent. */
@Entity('filing')
export class Filing {
  @PrimaryColumn({ name: 'invoice_id', type: 'uuid' })
  invoiceId: string;

  @Column({ name: 'invoice_number', type: 'text' })
  invoiceNumber: string;

  @Column({ type: 'text' })
  state: 'sending' | 'filed' | 'rejected';

  @Column({ type: 'int' })
  tries: number;

  @Column({ name: 'xero_invoice_id', type: 'text', nullable: true })
  xeroInvoiceId: string | null;
}
