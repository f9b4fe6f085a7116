import { Injectable } from '@nestjs/common';
import type { Sql } from '../../store/database';
import type { Answer } from '../../http/answer';
import { answerBatch, elementsOf, type Json } from '../front/batch';
import { type Call, envelope } from '../front/call';
import { readDay } from '../front/dates';
import { notFound, notModelled } from '../front/error-answers';
import { isUuid, listOf, pageOf, pagination } from '../front/paging';
import { Organisation } from '../organisation/organisation';
import { INVOICE_COLUMNS, type Invoice, showInvoice } from './invoice';
import { isInvoiceStatus, type InvoiceStatus, refusalOfStatus } from './invoice-status';

/** What `POST /Invoices/{id}` may carry here; lines of an approved invoice are not changed by the product, nor by the sandbox. */
const CHANGEABLE = new Set(['InvoiceID', 'InvoiceNumber', 'Status', 'SentToContact', 'Reference', 'DueDate', 'Url', 'Type', 'Contact']);

/** `/Invoices`: finding, showing and changing; creating is `CreateInvoices`. */
@Injectable()
export class InvoiceRegister {
  constructor(private readonly organisation: Organisation) {}

  readonly list = async (call: Call): Promise<Answer> => {
    if (call.query.has('where') || call.query.has('order')) return notModelled('where and order on /Invoices');
    const page = pageOf(call);
    const rows = await call.sql.rows<Invoice & { found: number }>(
      `select ${INVOICE_COLUMNS}, count(*) over () as found from xero_invoices i join xero_contacts c using (contact_id)
       where ($1::text[] is null or i.invoice_number = any ($1))
         and ($2::uuid[] is null or i.invoice_id = any ($2))
         and ($3::text[] is null or i.status = any ($3))
         and ($4::uuid[] is null or i.contact_id = any ($4))
         and ($5::timestamptz is null or i.updated_at >= $5)
       order by i.seq limit $6 offset $7`,
      [
        listOf(call, 'InvoiceNumbers'),
        listOf(call, 'IDs')?.filter(isUuid) ?? null,
        listOf(call, 'Statuses'),
        listOf(call, 'ContactIDs')?.filter(isUuid) ?? null,
        call.ifModifiedSince,
        page.size,
        (page.page - 1) * page.size,
      ],
    );
    const paged = page.asked && { pagination: pagination(page, rows[0]?.found ?? 0) };
    const withLines = page.asked;
    return { status: 200, body: { ...envelope(call.now), ...paged, Invoices: rows.map((row) => showInvoice(row, { withLines })) } };
  };

  readonly show = async (call: Call): Promise<Answer> => {
    const invoice = await find(call.sql, call.id);
    return invoice ? { status: 200, body: { ...envelope(call.now), Invoices: [showInvoice(invoice)] } } : notFound();
  };

  readonly update = async (call: Call): Promise<Answer> => {
    const [change = {}] = elementsOf(call, 'Invoices');
    const other = Object.keys(change).filter((name) => !CHANGEABLE.has(name));
    if (other.length > 0) return notModelled(`changing ${other.join(', ')} of an invoice`);
    await call.sql.rows('select 1 from xero_invoices where invoice_id = $1::uuid or invoice_number = $2 for update', keys(call.id));
    const invoice = await find(call.sql, call.id);
    if (!invoice) return notFound();
    const errors = this.faultsOf(change, invoice);
    if (errors.length > 0) return answerBatch(call, 'Invoices', [{ element: { ...change, InvoiceID: invoice.invoice_id }, errors }]);
    await save(call.sql, invoice, change, call.now);
    const saved = await find(call.sql, invoice.invoice_id);
    return answerBatch(call, 'Invoices', [{ element: saved ? showInvoice(saved) : {}, errors: [] }]);
  };

  private faultsOf(change: Json, invoice: Invoice): string[] {
    const faults: (string | null)[] = [];
    const { Status: to = invoice.status, DueDate } = change;
    faults.push(
      isInvoiceStatus(to)
        ? refusalOfStatus(invoice.status, to, { hasPayments: invoice.payments.length > 0 })
        : `The status '${String(to)}' is not valid for invoices`,
    );
    if (DueDate !== undefined && !readDay(DueDate)) faults.push('Due date must be a date as YYYY-MM-DD');
    if (change.SentToContact !== undefined && !['AUTHORISED', 'PAID'].includes(invoice.status) && to !== 'AUTHORISED') {
      faults.push('SentToContact can be set only on an approved invoice');
    }
    if (to !== invoice.status) faults.push(this.organisation.refusalOfDay(invoice.issued_on));
    return faults.filter((fault) => fault !== null);
  }
}

const keys = (idOrNumber: string) => [isUuid(idOrNumber) ? idOrNumber : null, idOrNumber];

export async function find(sql: Sql, idOrNumber: string): Promise<Invoice | undefined> {
  const [invoice] = await sql.rows<Invoice>(
    `select ${INVOICE_COLUMNS} from xero_invoices i join xero_contacts c using (contact_id)
     where i.invoice_id = $1::uuid or i.invoice_number = $2 order by i.invoice_id = $1::uuid desc limit 1`,
    keys(idOrNumber),
  );
  return invoice;
}

async function save(sql: Sql, invoice: Invoice, change: Json, now: Date): Promise<void> {
  const asked = (change.Status as InvoiceStatus | undefined) ?? invoice.status;
  const nothingDue = asked === 'AUTHORISED' && invoice.total_minor === 0;
  await sql.rows(
    `update xero_invoices set status = $2, sent_to_contact = $3, reference = $4, due_on = $5, url = $6, updated_at = $7,
       fully_paid_on = case when $8 then issued_on else fully_paid_on end where invoice_id = $1`,
    [
      invoice.invoice_id,
      nothingDue ? 'PAID' : asked,
      change.SentToContact === undefined ? invoice.sent_to_contact : change.SentToContact === true,
      typeof change.Reference === 'string' ? change.Reference : invoice.reference,
      change.DueDate === undefined ? invoice.due_on : readDay(change.DueDate),
      typeof change.Url === 'string' ? change.Url : invoice.url,
      now,
      nothingDue,
    ],
  );
}
