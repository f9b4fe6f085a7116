import type { DataOf, InvoiceDue } from '@takings/contracts';
import type { EntityManager } from 'typeorm';
import type { Series } from './number-series';

/** What one delivery issues at most. Lines count too: they are what the facts are made of, and a transaction holds them all at once. */
const INVOICES_AT_ONCE = 200;
const LINES_AT_ONCE = 5000;

/**
 * Issues the next invoices of the run, at least one if any is left, and answers them with their lines. They are numbered here, in the
 * transaction that gives them out: nothing that never goes out has ever had a number.
 */
export async function issueNext(db: EntityManager, runId: string, { prefix, startsAt }: Series): Promise<DataOf<typeof InvoiceDue>[]> {
  const rows: { due: DataOf<typeof InvoiceDue> }[] = await db.query(ISSUE_NEXT, [
    ...[runId, INVOICES_AT_ONCE, LINES_AT_ONCE],
    ...[prefix, String(startsAt?.year ?? ''), (startsAt?.number ?? 1) - 1],
  ]);
  return rows.map(({ due }) => due);
}

/** Undefined when there is no such run. What was left out is not among the proposed. */
export async function progressOf(db: EntityManager, runId: string): Promise<{ issued: number; proposed: number } | undefined> {
  const [progress] = await db.query(
    `select count(i.issued_at)::int as issued, (count(i.invoice_id) filter (where i.issued_at is null and i.released_at is null))::int as proposed
     from run r left join invoice i using (run_id) where r.run_id = $1 group by r.run_id`,
    [runId],
  );
  return progress;
}

/**
 * `before` is what the lines of the earlier ones in this part come to; the first goes whatever its size. A second worker on the same run
 * waits for the row locks and then finds the invoices issued, because the condition is asked again.
 */
const PART = `
  proposed as (
    select invoice_id, lines, seq, invoice_number is null as unnumbered from invoice
    where run_id = $1 and issued_at is null and released_at is null order by seq limit $2
    for update
  ), part as (
    select invoice_id, unnumbered, row_number() over (partition by unnumbered order by seq) as nth
    from (select *, sum(lines) over (order by seq) - lines as before from proposed) p where before < $3
  )`;

/**
 * Numbers that were given back go first, then the series goes on; its row stays locked to the end, so that there are no gaps but the one that a
 * person sets. Whatever is set, the last number only rises: none is given out twice.
 */
const NUMBERS = `
  series as (
    select $4 || to_char(run_on, 'YYYY') || '-' as name, case when to_char(run_on, 'YYYY') = $5 then $6::int else 0 end as passed
    from run where run_id = $1
  ),
  returned as (
    delete from invoice_number_returned where (series, number) in (
      select series, number from invoice_number_returned join series on series = name order by number limit (select count(*) from part where unnumbered)
      for update)
    returning number
  ), spare as (
    select number, row_number() over (order by number) as nth from returned
  ), taken as (
    insert into invoice_series as s (series, last_number)
    select name, passed + fresh from series, lateral (select (select count(*) from part where unnumbered) - (select count(*) from spare) as fresh) f where fresh > 0
    on conflict (series) do update set last_number =
      greatest(s.last_number, (select passed from series)) + excluded.last_number - (select passed from series)
    returning last_number
  ), numbered as (
    select invoice_id, case when unnumbered then
      name || lpad(number::text, greatest(6, length(number::text)), '0') end as invoice_number
    from part, series, lateral (select coalesce(
      (select number from spare where spare.nth = part.nth),
      (select last_number from taken) - (select count(*) from part where unnumbered) + part.nth) as number) n
  )`;

const ISSUE_NEXT = `
  with ${PART}, ${NUMBERS}, issued as (
    update invoice i set issued_at = now(), invoice_number = coalesce(i.invoice_number, n.invoice_number)
    from numbered n where i.invoice_id = n.invoice_id and i.issued_at is null returning i.*
  )
  select json_build_object(
    'invoiceId', i.invoice_id, 'invoiceNumber', i.invoice_number, 'runId', i.run_id,
    'customerRef', i.customer_ref, 'customerName', i.customer_name, 'customerEmail', i.customer_email, 'cardRef', i.card_ref,
    'currency', i.currency, 'netMinor', i.net_minor, 'vatMinor', i.vat_minor, 'totalMinor', i.total_minor,
    'issuedOn', r.run_on, 'dueOn', r.run_on, 'lines', charges.lines
  ) as due
  from issued i join run r using (run_id), lateral (
    select json_agg(json_build_object(
      'chargeRef', c.charge_ref, 'description', c.description, 'quantity', c.quantity, 'unitPrice', c.unit_price, 'vatRate', c.vat_rate,
      'netMinor', c.net_minor, 'vatMinor', c.vat_minor) order by c.entered_at, c.batch_id, c.position) as lines
    from charge c where c.run_id = i.run_id and c.customer_ref = i.customer_ref and c.currency = i.currency
  ) charges
  order by i.seq`;
