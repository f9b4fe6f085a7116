import type { DataOf, InvoiceDue } from '@takings/contracts';
import type { EntityManager } from 'typeorm';

/** What one delivery issues at most. Lines count too: they are what the facts are made of, and a transaction holds them all at once. */
const INVOICES_AT_ONCE = 200;
const LINES_AT_ONCE = 5000;

/** Issues the next invoices of the run, at least one if any is left, and answers them with their lines. */
export async function issueNext(db: EntityManager, runId: string): Promise<DataOf<typeof InvoiceDue>[]> {
  const rows: { due: DataOf<typeof InvoiceDue> }[] = await db.query(ISSUE_NEXT, [runId, INVOICES_AT_ONCE, LINES_AT_ONCE]);
  return rows.map(({ due }) => due);
}

/** Undefined when there is no such run. */
export async function progressOf(db: EntityManager, runId: string): Promise<{ issued: number; proposed: number } | undefined> {
  const [progress] = await db.query(
    `select count(i.issued_at)::int as issued, (count(i.invoice_id) - count(i.issued_at))::int as proposed
     from run r left join invoice i using (run_id) where r.run_id = $1 group by r.run_id`,
    [runId],
  );
  return progress;
}

/**
 * `before` is what the lines of the earlier ones in this part come to; the first goes whatever its size. A second worker on the same run
 * waits for the row locks and then finds the invoices issued, because the condition is asked again.
 */
const ISSUE_NEXT = `
  with proposed as (
    select invoice_id, lines, seq from invoice where run_id = $1 and issued_at is null order by seq limit $2
  ), part as (
    select invoice_id from (select invoice_id, sum(lines) over (order by seq) - lines as before from proposed) p where before < $3
  ), issued as (
    update invoice i set issued_at = now() from part where i.invoice_id = part.invoice_id and i.issued_at is null returning i.*
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
