import { Controller, Get, Res } from '@nestjs/common';
import type { Response } from 'express';
import { Bank } from '../secure-trading/bank';
import type { Transaction } from '../secure-trading/transaction';
import { Database } from '../store/database';
import { streamNdjson } from './ndjson';

interface InvoiceLine {
  readonly seq: number;
  readonly invoice_number: string;
  readonly reference: string;
  readonly contact_number: string | null;
  readonly status: string;
  readonly currency: string;
  readonly total_minor: number;
  readonly amount_paid_minor: number;
  readonly payments: { paymentId: string; amountMinor: number; reference: string }[];
}

interface MailLine {
  readonly seq: number;
  readonly message_id: string;
  readonly envelope_to: string[];
  readonly subject: string;
  readonly received_at: Date;
  readonly headers: { name: string; value: string }[];
}

/** The outside's own books, whole, for reconciling ours against: not what we were told, but what was written. */
@Controller('sandbox/api/books')
export class BooksController {
  constructor(
    private readonly database: Database,
    private readonly bank: Bank,
  ) {}

  @Get('xero-invoices')
  invoices(@Res() response: Response) {
    const read = (after: number, limit: number) =>
      this.database.rows<InvoiceLine>(
        `select i.seq, i.invoice_number, i.reference, c.contact_number, i.status, i.currency, i.total_minor, i.amount_paid_minor,
           coalesce((select json_agg(json_build_object('paymentId', p.payment_id, 'amountMinor', p.amount_minor, 'reference', p.reference)
             order by p.seq) from xero_payments p where p.invoice_id = i.invoice_id and p.status = 'AUTHORISED'), '[]') as payments
         from xero_invoices i join xero_contacts c using (contact_id) where i.seq > $1 order by i.seq limit $2`,
        [after, limit],
      );
    return streamNdjson(response, read, (invoice) => ({
      invoiceNumber: invoice.invoice_number,
      reference: invoice.reference,
      contactNumber: invoice.contact_number,
      status: invoice.status,
      currency: invoice.currency,
      totalMinor: invoice.total_minor,
      amountDueMinor: ['VOIDED', 'DELETED'].includes(invoice.status) ? 0 : invoice.total_minor - invoice.amount_paid_minor,
      amountPaidMinor: invoice.amount_paid_minor,
      payments: invoice.payments,
    }));
  }

  @Get('transactions')
  transactions(@Res() response: Response) {
    const read = (after: number, limit: number) =>
      this.database.rows<Transaction>('select * from transactions where seq > $1 order by seq limit $2', [after, limit]);
    return streamNdjson(response, read, (transaction) => ({
      transactionReference: transaction.transaction_reference,
      orderReference: transaction.order_reference,
      parentReference: transaction.parent_reference,
      type: transaction.request_type,
      errorCode: transaction.error_code,
      settleStatus: this.bank.statusOf(transaction),
      baseAmount: transaction.base_amount,
      currency: transaction.currency,
      bookedAt: transaction.booked_at.toISOString(),
    }));
  }

  @Get('mails')
  mails(@Res() response: Response) {
    const read = (after: number, limit: number) =>
      this.database.rows<MailLine>(
        'select id as seq, message_id, envelope_to, subject, received_at, headers from mails where id > $1 order by id limit $2',
        [after, limit],
      );
    return streamNdjson(response, read, (mail) => ({
      messageId: mail.message_id,
      to: mail.envelope_to,
      subject: mail.subject,
      receivedAt: mail.received_at.toISOString(),
      headers: Object.fromEntries(mail.headers.map(({ name, value }) => [name.toLowerCase(), value])),
    }));
  }
}
