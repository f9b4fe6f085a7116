import { THEIR_CUSTOMERS } from './customers.sql';

/** $1 what was typed, $2 the beginning of a number, $3 ends of numbers that may be meant, $4 the beginning of an e-mail address or null, $5 how many. */
export const INVOICES = `
  with theirs as (${THEIR_CUSTOMERS}),
  found as (
    (select i.invoice_id from invoice i where i.invoice_number collate "C" like $2 order by i.invoice_number collate "C" desc limit $5)
    union
    (select of_address.invoice_id from (
       select i.invoice_id, i.invoice_number from invoice i where lower(i.customer_email) like $4 order by lower(i.customer_email) using ~<~ limit 200) of_address
     order by of_address.invoice_number collate "C" desc limit $5)
    union
    select i.invoice_id from invoice i where i.invoice_number collate "C" = any(array(
      select regexp_replace(l.invoice_number, '\\d+-\\d+$', '') || ending
      from unnest($3::text[]) ending, (select invoice_number from invoice order by invoice_number collate "C" desc limit 1) l))
    union
    select of_one.invoice_id from theirs cross join lateral (
      select i.invoice_id from invoice i where i.customer_ref = theirs.customer_ref order by i.invoice_number collate "C" desc limit $5) of_one
  )
  select jsonb_build_object(
    'id', i.invoice_id, 'customerId', k.customer_id, 'title', i.invoice_number || ': ' || i.customer_name,
    'says', concat_ws(' · ', i.customer_ref, i.customer_email), 'at', to_char(i.due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'over', false) as hit
  from found join invoice i using (invoice_id) left join customer k using (customer_ref)
  order by i.invoice_number = upper($1) desc, i.invoice_number collate "C" desc
  limit $5`;

/** Who reads out an invoice's number says its end: of "2026-17" and "17" is meant what ends in 2026-000017. A number alone may be of last year. */
export function invoiceNumbers(q: string, year: number): string[] {
  const [, said, number] = /^(?:(\d{4})-)?0*(\d{1,7})$/.exec(q) ?? [];
  if (number === undefined) return [];
  const years = said === undefined ? [year, year - 1] : [said];
  return years.map((one) => `${one}-${number.padStart(6, '0')}`);
}
