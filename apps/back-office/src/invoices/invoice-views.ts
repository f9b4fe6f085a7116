import { Injectable } from '@nestjs/common';
import { NotFound } from '@takings/runtime';
import { DataSource } from 'typeorm';
import type { InvoiceQuery, InvoiceSummary, InvoiceView } from './invoice.view';

/** Invoices as finance sees them. PostgreSQL makes the JSON, so that no amount or day passes through a type of lesser precision. */
@Injectable()
export class InvoiceViews {
  constructor(private readonly db: DataSource) {}

  /** By number. */
  async page({ after, limit, ...asked }: InvoiceQuery): Promise<{ invoices: InvoiceSummary[]; next: string | null }> {
    const rows: { invoice: InvoiceSummary }[] = await this.db.query(PAGE, parametersOf(asked, after ?? null, limit + 1));
    const invoices = rows.slice(0, limit).map(({ invoice }) => invoice);
    return { invoices, next: rows.length > limit ? invoices.at(-1)!.invoiceNumber : null };
  }

  /** How many there are on all pages: as much work as there are. */
  async count(asked: InvoicesAsked): Promise<number> {
    const [row]: [{ rows: number }] = await this.db.query(
      `select count(*)::int as rows from (${PAGE}) all_pages`,
      parametersOf(asked, null, null),
    );
    return row.rows;
  }

  /** Throws `NotFound`. */
  async one(invoiceId: string): Promise<InvoiceView> {
    const [row]: { invoice: InvoiceView }[] = await this.db.query(ONE, [invoiceId]);
    if (!row) throw new NotFound(`There is no invoice ${invoiceId}`);
    return row.invoice;
  }
}

type InvoicesAsked = Omit<InvoiceQuery, 'after' | 'limit'>;

function parametersOf({ runId, state, q, customer }: InvoicesAsked, after: string | null, limit: number | null): unknown[] {
  const like = q ? `%${q.replace(/[\\%_]/g, '\\$&')}%` : null;
  return [runId ?? null, state ?? null, like, after, limit, customer ?? null];
}

/** ISO 8601, as the API gives it. */
export const moment = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** The fields of a summary, of the invoice `i`. */
export const SUMMARY = `
  'invoiceId', i.invoice_id, 'invoiceNumber', i.invoice_number, 'runId', i.run_id, 'state', i.state,
  'customerRef', i.customer_ref, 'customerName', i.customer_name, 'customerEmail', i.customer_email, 'hasCard', i.has_card,
  'currency', i.currency, 'totalMinor', i.total_minor, 'dueOn', i.due_on,
  'debitFailure', case when i.state = 'debit-failed' then i.debit_failure end,
  'needsYou', exists (select 1 from stuck_item s where s.subject = i.invoice_id::text and s.open and s.kind <> 'asking'),
  'nextAskAt', case when i.state in ('uncertain', 'held') then ${moment('i.next_ask_at')} end,
  'paidMinor', i.paid_minor,
  'filedAt', ${moment('i.filed_at')}, 'mailedAt', ${moment('i.mailed_at')}, 'paidAt', ${moment('i.paid_at')},
  'recordedAt', ${moment('i.recorded_at')},
  'notifiedAt', ${moment(`case i.state when 'paid' then i.told_paid_at when 'debit-failed' then i.told_failed_at end`)}`;

const PAGE = `
  select jsonb_build_object(${SUMMARY}) as invoice from invoice i
  where ($1::uuid is null or i.run_id = $1)
    and ($2::text is null or i.state = $2)
    and ($3::text is null or i.invoice_number ilike $3 or i.customer_ref ilike $3 or i.customer_name ilike $3 or i.customer_email ilike $3)
    and ($6::text is null or i.customer_ref = $6)
    and ($4::text is null or i.invoice_number collate "C" > $4)
  order by i.invoice_number collate "C" limit $5`;

/** The facts about the invoice, and what waited for a person. */
const TIMELINE = `
  select at, words, fact, reason from invoice_event e where e.invoice_id = i.invoice_id
  union all
  select raised_at, 'Waits for a person in ' || stage, 'stuck.raised.v1', reason from stuck_item s
  where s.subject = i.invoice_id::text and s.raised_at is not null and s.kind not in ('asking', 'withheld', 'credit')
  union all
  select decided_at, decided_by || ' decided to ' || decided_action || ' it', 'stuck.resolved.v1', decided_because from stuck_item s
  where s.subject = i.invoice_id::text and s.decided_at is not null
  union all
  select settled_at, case outcome when 'came-right' then 'Came right by itself' when 'retried' then 'Sent on its way again' else 'Let go' end,
    'stuck.settled.v1', null from stuck_item s
  where s.subject = i.invoice_id::text and s.settled_at is not null and s.kind is distinct from 'asking'`;

const ONE = `
  select jsonb_build_object(${SUMMARY}) || jsonb_build_object(
    'issuedOn', i.issued_on, 'netMinor', i.net_minor, 'vatMinor', i.vat_minor, 'amountDueMinor', i.amount_due_minor,
    'xeroInvoiceId', i.xero_invoice_id, 'transactionReference', i.transaction_reference,
    'lines', coalesce((select lines from invoice_lines l where l.invoice_id = i.invoice_id), '[]'),
    'timeline', (select coalesce(jsonb_agg(jsonb_build_object('at', ${moment('at')}, 'words', words, 'fact', fact, 'reason', reason) order by at, fact), '[]')
                 from (${TIMELINE}) t)
  ) as invoice
  from invoice i where i.invoice_id = $1`;
