import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A customer as last sent to Xero, so that an unchanged one costs no call. A cache: losing it costs calls, nothing else. */
@Entity('contact')
export class Contact {
  @PrimaryColumn({ name: 'customer_ref', type: 'text' })
  customerRef: string;

  @Column({ name: 'contact_id', type: 'text' })
  contactId: string;

  /** The name in Xero, in lower case, to tell equal names apart without asking. */
  @Column({ name: 'same_name', type: 'text' })
  sameName: string;

  /** SHA-256 of name and e-mail address as they came. */
  @Column({ type: 'text' })
  fingerprint: string;
}
