import { Column, Entity, PrimaryColumn } from 'typeorm';

/**
 * `sending`: written before the server is spoken to; found again, it means that the outcome is unknown. `waiting`: nothing was sent, later again.
 * `unknown`: given up, a person decides.
 */
export type MailState = 'sending' | 'waiting' | 'sent' | 'refused' | 'unknown';

/** One mail of one kind about one invoice: the memory that SMTP lacks. Written by the stage that sends it and nobody else. */
@Entity('mail')
export class MailRow {
  @PrimaryColumn('uuid', { name: 'invoice_id' })
  invoiceId: string;

  @PrimaryColumn('text')
  kind: string;

  @Column('text')
  state: MailState;

  /** Sendings that may have reached the server. */
  @Column('int')
  tries: number;

  @Column('text', { name: 'message_id' })
  messageId: string;

  @Column('boolean', { name: 'possibly_twice' })
  possiblyTwice: boolean;

  /** The server's words when it took or refused the mail. */
  @Column('text', { name: 'server_said', nullable: true })
  serverSaid: string | null;

  @Column('timestamptz', { name: 'changed_at' })
  changedAt: Date;
}
