import type { DataOf, RunProposed } from '@takings/contracts';
import type { EntityManager } from 'typeorm';

/** What one delivery tells at most. Their charges are told with them, and one transaction holds them all. */
const INVOICES_AT_ONCE = 200;
const LINES_AT_ONCE = 5000;
/** Over how many of a customer's last invoices the mean is taken, and how often it makes an invoice one to look at. */
const USUAL_OVER = 6;
const TIMES_USUAL = 3;

type Proposal = DataOf<typeof RunProposed>['invoices'][number];

interface Row extends Omit<Proposal, 'anomalies'> {
  readonly credit: boolean;
  readonly usualMinor: number | null;
  readonly overInvoices: number;
  readonly invoicedBefore: boolean;
  readonly alike: number;
  readonly alikeMinor: number;
}

/** The proposed invoices and credits behind the first `told`, with what is unusual about each. None when all have been told. */
export async function proposeNext(db: EntityManager, runId: string, told: number): Promise<Proposal[]> {
  const rows: { row: Row }[] = await db.query(PROPOSALS, [runId, told, INVOICES_AT_ONCE, USUAL_OVER, LINES_AT_ONCE]);
  return rows.map(({ row }) => ({ ...row, anomalies: anomaliesOf(row) }));
}

export async function proposalsOf(db: EntityManager, runId: string): Promise<number> {
  const [{ proposals }] = await db.query(
    'select ((select count(*) from invoice where run_id = $1) + (select count(*) from credit where run_id = $1))::int as proposals',
    [runId],
  );
  return proposals;
}

/** Each with its figures. What is not invoiced is told for that alone. */
function anomaliesOf({ credit, totalMinor, usualMinor, overInvoices, invoicedBefore, alike, alikeMinor }: Row): Proposal['anomalies'] {
  if (credit) return [{ kind: 'zero-or-negative' }];
  const found: Proposal['anomalies'] = [];
  if (usualMinor !== null && totalMinor >= TIMES_USUAL * usualMinor) found.push({ kind: 'three-times-usual', usualMinor, overInvoices });
  if (!invoicedBefore) found.push({ kind: 'first-invoice' });
  if (alike > 0) found.push({ kind: 'duplicate-looking', charges: alike, amountMinor: alikeMinor });
  return found;
}

/** Of the same customer, due on the same day, the same in words and figures: it came twice, unless it was meant. */
const ALIKE = 'description, quantity, unit_price, vat_rate, due_on';
const SAME = ALIKE.split(', ')
  .map((column) => `o.${column} = c.${column}`)
  .join(' and ');

const PROPOSALS = `
  with next as (
    select invoice_id, seq, customer_ref, customer_name, card_ref is not null as has_card, currency, lines, net_minor, vat_minor, total_minor, false as credit
    from invoice where run_id = $1 and seq > $2
    union all
    select credit_id, seq, customer_ref, customer_name, false, currency, lines, net_minor, vat_minor, total_minor, true
    from credit where run_id = $1 and seq > $2
    order by seq limit $3
  ), part as (
    select * from (select *, sum(lines) over (order by seq) - lines as before from next) n where before < $5
  )
  select json_build_object(
    'invoiceId', invoice_id, 'seq', seq, 'customerRef', customer_ref, 'customerName', customer_name, 'hasCard', has_card, 'currency', currency,
    'lines', lines, 'netMinor', net_minor, 'vatMinor', vat_minor, 'totalMinor', total_minor, 'credit', credit,
    'usualMinor', usual.mean, 'overInvoices', usual.invoices, 'alike', alike.charges, 'alikeMinor', alike.amount,
    'invoicedBefore', exists (select 1 from invoice b where b.customer_ref = part.customer_ref and b.issued_at is not null and b.run_id <> $1)
  ) as row
  from part, lateral (
    select round(avg(total_minor))::bigint as mean, count(*) as invoices from (
      select b.total_minor from invoice b
      where b.customer_ref = part.customer_ref and b.currency = part.currency and b.issued_at is not null and b.run_id <> $1
      order by b.issued_at desc limit $4) last
  ) usual, lateral (
    select count(*) as charges, coalesce(sum(amount), 0) as amount from (
      select c.net_minor + c.vat_minor as amount,
        row_number() over (partition by ${ALIKE} order by entered_at, batch_id, position) > 1 or exists (
          select 1 from charge o join invoice b on b.run_id = o.run_id and b.customer_ref = o.customer_ref and b.currency = o.currency
          where o.customer_ref = c.customer_ref and o.currency = c.currency and ${SAME} and o.run_id <> $1 and b.issued_at is not null) as again
      from charge c where c.run_id = $1 and c.customer_ref = part.customer_ref and c.currency = part.currency) own
    where again
  ) alike
  order by seq`;
