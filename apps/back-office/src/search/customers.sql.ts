import { foundByName } from '../customers/found-by-name.sql';

const FOUND = 'k.found_by @@ looked_for($1)';

/**
 * $1 what was typed, $2 how many. A reference or an address that is exactly so comes first, then by name: of the first in the order of names
 * alone, so that a word that very many have costs no more than another.
 */
export const CUSTOMERS = `
  with exact as (
    select k.customer_id from customer k where k.customer_ref = $1
    union
    select k.customer_id from customer k where ${FOUND} and $1 like '%_@_%' and lower(k.email) = lower($1)),
  these as (
    select customer_id from exact
    union
    (${foundByName({ columns: 'k.customer_id', limit: '$2' })}))
  select jsonb_build_object(
    'id', k.customer_id, 'customerId', k.customer_id, 'title', k.name, 'at', null, 'over', not k.active,
    'says', concat_ws(' · ', k.customer_ref, k.postcode, k.email)) as hit
  from these join customer k using (customer_id)
  order by k.customer_id in (select customer_id from exact) desc, k.name_key collate "C", k.customer_id
  limit $2`;

/** The customers whose sales and invoices are found with them; $1 as above. Whoever means one of very many types more. */
export const THEIR_CUSTOMERS = foundByName({ columns: 'k.customer_ref', limit: '50' });
