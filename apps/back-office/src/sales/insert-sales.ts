/**
 * Sales in one statement, with who sold them looked up and their customers kept. Those whose reference or key is known, whose seller may
 * not sell, or which are still to come, are left out; what goes in comes back. In order of reference, so that two imports of the same file wait for each other instead of
 * deadlocking.
 */
export const INSERT_SALES = `
  with given as (
    select * from jsonb_to_recordset($1::jsonb) as g(
      position integer, "saleId" uuid, "saleRef" text, "idempotencyKey" text, content text, "consultantId" uuid, "consultantKey" text, "teamKey" text,
      channel text, origin text, product text, currency text, "revenueMinor" bigint, "soldAt" timestamptz, "soldLocal" timestamp, "soldOn" date,
      "customerRef" text, "customerName" text,
      email text, "cardRef" text, "dueOn" date, charges integer, actor text)
  ), sold as (
    insert into sale (sale_id, sale_ref, idempotency_key, content, consultant_id, consultant_name, team_id, team_name, time_zone, channel, origin,
                      product, currency, revenue_minor, customer_ref, customer_name, charges, due_on, sold_at, entered_by)
    select g."saleId", g."saleRef", g."idempotencyKey", decode(g.content, 'hex'), c.consultant_id, c.name, t.team_id, t.name, t.time_zone, g.channel,
           g.origin, g.product, g.currency, g."revenueMinor", g."customerRef", g."customerName", g.charges, g."dueOn", moment.sold_at, g.actor
    from given g
    left join consultant by_id on by_id.consultant_id = g."consultantId"
    left join consultant by_name on by_name.name_key = g."consultantKey"
    left join team named on named.name_key = g."teamKey"
    join consultant c on c.consultant_id = coalesce(by_id.consultant_id, by_name.consultant_id)
    join team t on t.team_id = coalesce(named.team_id, c.team_id)
    cross join lateral (
      select coalesce(
        g."soldAt",
        g."soldLocal" at time zone t.time_zone,
        case when g."soldOn" = (now() at time zone t.time_zone)::date then least(now(), (g."soldOn" + time '12:00') at time zone t.time_zone)
             else (g."soldOn" + time '12:00') at time zone t.time_zone end) as sold_at
    ) moment
    where (g.origin = 'imported' or (c.active and t.active)) and moment.sold_at <= now() + interval '1 minute'
    order by g."saleRef", g.position
    on conflict do nothing
    returning *
  ), customers as (
    insert into customer (customer_ref, name, email, card_ref)
    select distinct on (g."customerRef") g."customerRef", g."customerName", g.email, g."cardRef"
    from given g join sold on sold.sale_id = g."saleId"
    where not exists (
      select 1 from customer k where k.customer_ref = g."customerRef"
        and (g.origin <> 'sold' or (k.name, k.email, k.card_ref) is not distinct from (g."customerName", g.email, g."cardRef")))
    order by g."customerRef", g.position desc
    on conflict (customer_ref) do update set name = excluded.name, email = excluded.email, card_ref = excluded.card_ref
  )
  select * from sold`;
