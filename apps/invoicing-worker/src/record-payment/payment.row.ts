import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Our intent to record a charge in Xero, written before the call; a row found again means that it may have been sent. */
@Entity('payment')
export class Payment {
  /** The gateway's reference of the charge: one payment in Xero for each. */
  @PrimaryColumn({ name: 'transaction_reference', type: 'text' })
  transactionReference: string;

  @Column({ name: 'invoice_id', type: 'uuid' })
  invoiceId: string;

  @Column({ type: 'text' })
  state: 'sending' | 'recorded' | 'rejected';

  @Column({ type: 'int' })
  tries: number;

  @Column({ name: 'xero_payment_id', type: 'text', nullable: true })
  xeroPaymentId: string | null;
}
