/**
 * Sales in progress that the person may look at, the last worked on first. $1 what was typed, $2 the person, $3 their team, $4 the consultant they
 * are, $5 whether they see those of every team, $6 how many. Read by whose they are: what is typed changes with every key and has no index.
 */
export const OPEN_SALES = `
  with theirs as (
    select f.flow_id, f.worked_at, f.state ->> 'saleRef' as ref, f.state -> 'owner' ->> 'name' as owner,
      jsonb_path_query_first(f.state, '$.steps.*.*.company_name') #>> '{}' as name
    from sale_flow f
    where f.status = 'open' and ($5::boolean or f.owner_id = $2 or f.team_id = $3 or f.consultant_id = $4)
  )
  select jsonb_build_object(
    'id', flow_id, 'customerId', null, 'title', coalesce(nullif(trim(name), ''), 'Company not named yet'), 'says', ref || ' · ' || owner,
    'at', to_char(worked_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'over', false) as hit
  from theirs
  where array_to_tsvector(array_append(plain_words(concat_ws(' ', ref, name)), squeezed(ref))) @@ looked_for($1)
  order by worked_at desc, flow_id
  limit $6`;
