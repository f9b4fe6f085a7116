import { Injectable } from '@nestjs/common';
import { NotFound } from '@takings/runtime';
import type { Person } from '@takings/runtime/http';
import { DataSource } from 'typeorm';
import { historyOfInvoice } from './invoice-history.sql';
import { STANDING } from './invoice-standing';
import type { InvoiceQuery, InvoiceSummary, InvoiceView } from './invoice.view';
import { INVOICE_ACTIONS, type InvoiceStanding, whyNot } from './legal-actions';
import { type InvoicesAsked, pageOfInvoices } from './page.sql';

/** Invoices as finance sees them. PostgreSQL makes the JSON, so that no amount or day passes through a type of lesser precision. */
@Injectable()
export class InvoiceViews {
  constructor(private readonly db: DataSource) {}

  /** By number. */
  async page({ after, limit, ...asked }: InvoiceQuery): Promise<{ invoices: InvoiceSummary[]; next: string | null }> {
    const { sql, parameters } = pageOfInvoices(`jsonb_build_object(${SUMMARY}) as invoice`, asked, {
      after: after ?? null,
      limit: limit + 1,
    });
    const rows: { invoice: InvoiceSummary }[] = await this.db.query(sql, parameters);
    const invoices = rows.slice(0, limit).map(({ invoice }) => invoice);
    return { invoices, next: rows.length > limit ? invoices.at(-1)!.invoiceNumber : null };
  }

  /** How many there are on all pages: as much work as there are. */
  async count(asked: InvoicesAsked): Promise<number> {
    const { sql, parameters } = pageOfInvoices('1', asked, { after: null, limit: null });
    const [row]: [{ rows: number }] = await this.db.query(`select count(*)::int as rows from (${sql}) all_pages`, parameters);
    return row.rows;
  }

  /** With what that person may do about it. Throws `NotFound`. */
  async one(invoiceId: string, person: Person): Promise<InvoiceView> {
    const [row]: { invoice: Omit<InvoiceView, 'actions'>; standing: InvoiceStanding }[] = await this.db.query(ONE, [invoiceId, person.id]);
    if (!row) throw new NotFound(`There is no invoice ${invoiceId}`);
    return { ...row.invoice, actions: INVOICE_ACTIONS.map((action) => ({ action, whyNot: whyNot[action](row.standing, person) })) };
  }
}

/** ISO 8601, as the API gives it. */
export const moment = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** The fields of a summary, of the invoice `i`. */
/** Of what is stuck each row asks for its own: `exists` would have all of it read into memory first. */
export const SUMMARY = `
  'invoiceId', i.invoice_id, 'invoiceNumber', i.invoice_number, 'runId', i.run_id, 'state', i.state,
  'customerRef', i.customer_ref, 'customerName', i.customer_name, 'customerEmail', i.customer_email, 'hasCard', i.has_card,
  'currency', i.currency, 'totalMinor', i.total_minor, 'dueOn', i.due_on,
  'debitFailure', case when i.state = 'debit-failed' then i.debit_failure end,
  'onHold', i.hold_turn is not null or i.void_stopped and i.void_refusal is not null,
  'needsYou', coalesce((select true from stuck_item s where s.subject = i.invoice_id::text and s.open and s.kind <> 'asking' limit 1), false),
  'paidMinor', i.paid_minor,
  'issuedAt', ${moment('i.due_at')}, 'nextAskAt', ${moment(`case when i.state in ('uncertain', 'held') then i.next_ask_at end`)},
  'filedAt', ${moment('i.filed_at')}, 'mailedAt', ${moment('i.mailed_at')}, 'paidAt', ${moment('i.paid_at')},
  'recordedAt', ${moment('i.recorded_at')},
  'notifiedAt', ${moment(`case i.state when 'paid' then i.told_paid_at when 'debit-failed' then i.told_failed_at end`)},
  'voidedAt', ${moment('i.voided_at')}`;

/** Its reason stays there when the item has been decided about: what was wrong is still to be read. */
const REFUSED = `
  (select jsonb_build_object('reason', s.reason, 'stage', s.stage) from stuck_item s
   where s.subject = i.invoice_id::text and s.open and s.stage in ('file-in-xero', 'mail-invoice') and s.kind in ('rejected', 'undeliverable')
   order by s.raised_at desc limit 1)`;

const ATTEMPTS = `
  (select coalesce(jsonb_agg(jsonb_build_object('at', ${moment('b.at')}, 'attempt', b.attempt, 'orderReference', b.order_reference,
     'asked', b.asked, 'answer', b.answer, 'gatewayCode', b.gateway_code, 'bankCode', b.bank_code, 'amountMinor', b.amount_minor)
     order by b.at desc), '[]') from bank_answer b where b.invoice_id = i.invoice_id)`;

const ONE = `
  select jsonb_build_object(${SUMMARY}) || jsonb_build_object(
    'version', i.version, 'runOn', (select r.run_on from run r where r.run_id = i.run_id),
    'customerId', k.customer_id, 'customerHasCard', coalesce(k.card_ref is not null, i.has_card),
    'hold', case when i.hold_turn is not null
      then jsonb_build_object('by', i.hold_by, 'at', ${moment('i.hold_at')}, 'because', i.hold_because) end,
    'takingBack', case when i.void_turn is not null
      then jsonb_build_object('by', i.void_by, 'at', ${moment('i.void_asked_at')}, 'because', i.void_because, 'refusal', i.void_refusal) end,
    'refused', ${REFUSED}, 'attempts', ${ATTEMPTS},
    'issuedOn', i.issued_on, 'netMinor', i.net_minor, 'vatMinor', i.vat_minor, 'amountDueMinor', i.amount_due_minor,
    'xeroInvoiceId', i.xero_invoice_id, 'transactionReference', i.transaction_reference,
    'lines', coalesce((select lines from invoice_lines l where l.invoice_id = i.invoice_id), '[]'),
    'timeline', ${historyOfInvoice(moment)}
  ) as invoice, jsonb_build_object('state', i.state, ${STANDING}) as standing
  from invoice i left join customer k using (customer_ref) where i.invoice_id = $1`;
