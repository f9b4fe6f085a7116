/** $1 what was typed, $2 the beginning of a reference, $3 how many. A reference is any text, so its hash stands for its id. */
export const CHARGES = `
  select jsonb_build_object(
    'id', md5(c.charge_ref), 'customerId', k.customer_id, 'title', c.charge_ref || ': ' || c.description,
    'says', concat_ws(' · ', c.customer_name, 'due ' || c.due_on::text), 'at', null, 'over', false) as hit
  from (select * from charge where lower(charge_ref) like $2 order by lower(charge_ref) using ~<~ limit $3) c left join customer k using (customer_ref)
  order by c.charge_ref = $1 desc, lower(c.charge_ref) using ~<~`;
