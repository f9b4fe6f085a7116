import { THEIR_CUSTOMERS } from '../search/customers.sql';
import { invoiceNumbers } from '../search/invoices.sql';
import type { InvoiceQuery } from './invoice.view';

export type InvoicesAsked = Omit<InvoiceQuery, 'after' | 'limit'>;
interface Part {
  readonly after: string | null;
  /** Null for all. */
  readonly limit: number | null;
}

/**
 * Invoices by number. Each way to an invoice walks an index in the order of the page and stops with it, so that a page costs the same among a
 * thousand invoices and a million. `what` is selected of the invoice `i`.
 */
export function pageOfInvoices(what: string, asked: InvoicesAsked, { after, limit }: Part): { sql: string; parameters: unknown[] } {
  const newest = asked.order === 'newest';
  const direction = newest ? 'desc' : 'asc';
  const page = (where: string) => `
    select i.* from invoice i
    where ${[where, ...narrowed(asked, newest)].join(' and ')}
    order by i.invoice_number collate "C" ${direction} limit $2`;
  const { runId, state, customer, q } = asked;
  const sql = `select ${what} from (${q ? found(page) : page('true')}) i order by i.invoice_number collate "C" ${direction} limit $2`;
  const narrow = [after, limit, runId ?? null, state ?? null, customer ?? null];
  return { sql, parameters: q ? [...narrow, q, beginning(q), invoiceNumbers(q, new Date().getUTCFullYear())] : narrow };
}

/** $1 the number that the page before ended with, $2 how many, $3 run, $4 state, $5 customer. */
const narrowed = ({ onHold }: InvoicesAsked, newest: boolean) => [
  `($1::text is null or i.invoice_number collate "C" ${newest ? '<' : '>'} $1)`,
  '($3::uuid is null or i.run_id = $3)',
  '($4::text is null or i.state = $4)',
  '($5::text is null or i.customer_ref = $5)',
  ...(onHold ? ['i.hold_turn is not null'] : []),
];

/** $6 what was typed, $7 the beginning of a number, $8 ends of numbers that may be meant. */
const found = (page: (where: string) => string) => `
  select distinct on (f.invoice_number) f.* from (
    (${page('i.invoice_number collate "C" like $7')})
    union all
    (${page(`i.invoice_number collate "C" = any(array(
      select regexp_replace(l.invoice_number, '\\d+-\\d+$', '') || ending
      from unnest($8::text[]) ending, (select invoice_number from invoice order by invoice_number collate "C" desc limit 1) l))`)})
    union all
    select of_one.* from (${THEIR_CUSTOMERS.replaceAll('$1', '$6')}) theirs
      cross join lateral (${page('i.customer_ref = theirs.customer_ref')}) of_one
  ) f`;

/** For LIKE. */
const beginning = (text: string) => `${text.toUpperCase().replace(/[\\%_]/g, '\\$&')}%`;
