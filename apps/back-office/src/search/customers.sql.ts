/** $1 what was typed, $2 how many. A reference or an address that is exactly so comes first, then by name. */
export const CUSTOMERS = `
  select jsonb_build_object(
    'id', k.customer_id, 'customerId', k.customer_id, 'title', k.name, 'at', null, 'over', not k.active,
    'says', concat_ws(' · ', k.customer_ref, k.postcode, k.email)) as hit
  from customer k
  where k.found_by @@ looked_for($1)
  order by (k.customer_ref = $1 or lower(k.email) = lower($1)) desc nulls last, k.name_key collate "C", k.customer_id
  limit $2`;

/** The customers whose sales and invoices are found with them; $1 as above. Whoever means one of very many types more. */
export const THEIR_CUSTOMERS = `
  select k.customer_ref from customer k where k.found_by @@ looked_for($1) order by k.name_key collate "C", k.customer_id limit 50`;
