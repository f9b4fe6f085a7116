import { prepared } from '@takings/database';
import type { SaleRow } from './sale.view';

/**
 * Sales in one statement, with who sold them looked up and their customers kept. Those whose reference or key is known, whose seller may
 * not sell, or which are still to come, are left out; what goes in comes back. In order of reference, so that two imports of the same file wait for each other instead of
 * deadlocking.
 */
export const addSales = prepared<SaleRow>(
  'add-sales',
  `
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
    where (g.origin = 'imported' or (c.active and t.active))
      and (g.origin <> 'sold' or not exists (select 1 from customer k where k.customer_ref = g."customerRef" and not k.active)) and moment.sold_at <= now() + interval '1 minute'
    order by g."saleRef", g.position
    on conflict do nothing
    returning *
  ), named as (
    select distinct on (g."customerRef") g."customerRef" as customer_ref, g."customerName" as name, g.email, g."cardRef" as card_ref,
           g.origin, g.actor, g."saleRef" as sale_ref
    from given g join sold on sold.sale_id = g."saleId"
    order by g."customerRef", g.position desc
  ), changed as (
    select k.customer_id, n.*, k.name as old_name, k.email as old_email, k.card_ref as old_card_ref
    from named n join customer k using (customer_ref)
    where n.origin = 'sold'
      and (k.name, k.email, k.card_ref) is distinct from (n.name, coalesce(n.email, k.email), coalesce(n.card_ref, k.card_ref))
  ), customers as (
    insert into customer (customer_ref, name, email, card_ref, created_by, created_as)
    select n.customer_ref, n.name, n.email, n.card_ref, n.actor,
           case n.origin when 'sold' then 'created with the sale ' || n.sale_ref else 'created by an import of sales' end
    from named n
    where n.customer_ref in (select customer_ref from changed) or not exists (select 1 from customer k where k.customer_ref = n.customer_ref)
    order by n.customer_ref
    on conflict (customer_ref) do update set
      name = excluded.name, email = coalesce(excluded.email, customer.email), card_ref = coalesce(excluded.card_ref, customer.card_ref),
      revision = customer.revision + 1
      where customer.customer_ref in (select customer_ref from changed)
  ), told as (
    insert into audit (actor, action, about, detail)
    select actor, 'customer changed', customer_id::text, jsonb_build_object('what', concat_ws('; ',
      case when name <> old_name then 'name from ' || old_name || ' to ' || name end,
      case when email is distinct from old_email and email is not null then 'e-mail from ' || coalesce(old_email, 'none') || ' to ' || email end,
      case when card_ref is distinct from old_card_ref and card_ref is not null
        then 'card reference from ' || coalesce(old_card_ref, 'none') || ' to ' || card_ref end,
      'with the sale ' || sale_ref))
    from changed
  )
  select * from sold`,
);
