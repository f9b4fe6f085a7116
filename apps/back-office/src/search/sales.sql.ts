import { THEIR_CUSTOMERS } from './customers.sql';

/** Sales of `from` (SQL) by whom the person may see, the newest first. */
const newest = (from: string) => `
  select s.sale_id from ${from} and ($3::uuid is null or s.consultant_id = $3) order by s.sold_at desc limit $4`;

/** $1 what was typed, $2 the beginning of a reference, $3 the consultant whose alone they may be, $4 how many. */
export const SALES = `
  with theirs as (${THEIR_CUSTOMERS}),
  found as (
    (${newest('sale s where lower(s.sale_ref) like $2')})
    union
    select of_one.sale_id from theirs cross join lateral (${newest('sale s where s.customer_ref = theirs.customer_ref')}) of_one
  )
  select jsonb_build_object(
    'id', s.sale_id, 'customerId', k.customer_id, 'title', s.customer_name || ': ' || s.product,
    'says', s.sale_ref || ' · ' || s.consultant_name, 'at', to_char(s.sold_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'over', s.voided_at is not null) as hit
  from found join sale s using (sale_id) left join customer k using (customer_ref)
  order by lower(s.sale_ref) = lower($1) desc, s.sold_at desc, s.sale_id
  limit $4`;
