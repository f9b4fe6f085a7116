/** $1 what was typed. */
const FOUND = 'k.found_by @@ looked_for($1)';
/** A word that so many have is common: going through the names in their order soon fills a page. */
const COMMON = 500;
const BY_NAME = 'k.name_key collate "C", k.customer_id';

/**
 * The customers `k` that have the words, the first by name. PostgreSQL does not know how common the beginning of a word is: for some that few
 * have it would go through all names, and for some that all have it would sort everybody. So a rare word is found by its index, a common one by
 * the names. `columns` of `k`; `rest`: what else holds for them; `limit`: how many.
 */
export const foundByName = ({ columns, rest = 'true', limit }: { columns: string; rest?: string; limit: string }) => `
  with few as materialized (select k.* from customer k where ${FOUND} limit ${COMMON}),
  rare as materialized (select count(*) < ${COMMON} as yes from few),
  these as materialized (
    (select k.customer_id from few k where (select yes from rare) and ${rest} order by ${BY_NAME} limit ${limit})
    union all
    (select k.customer_id from customer k where not (select yes from rare) and ${FOUND} and ${rest} order by ${BY_NAME} limit ${limit}))
  select ${columns} from these join customer k using (customer_id) order by ${BY_NAME}`;
