/** The facts about the invoice, what people decided and noted, and what waited for a person; each line names who it was. */
const LINES = `
  select at, 'Takings' as by, words, fact, reason from invoice_event e where e.invoice_id = i.invoice_id
  union all
  select a.at, a.actor, upper(left(a.detail ->> 'what', 1)) || substr(a.detail ->> 'what', 2), null, null from audit a
  where a.about = i.invoice_id::text
  union all
  select approved_at, approved_by, 'Run approved', null, null from run r where r.run_id = i.run_id and r.approved_at is not null
  union all
  select raised_at, 'Takings', 'Waits for a person', 'stuck.raised.v1', reason from stuck_item s
  where s.subject = i.invoice_id::text and s.raised_at is not null and s.kind not in ('asking', 'withheld', 'credit')
  union all
  select decided_at, decided_by, case decided_action when 'retry' then 'Sent on its way again' else 'Let go' end, 'stuck.resolved.v1', decided_because
  from stuck_item s where s.subject = i.invoice_id::text and s.decided_at is not null
  union all
  select settled_at, 'Takings', 'Came right by itself', 'stuck.settled.v1', null from stuck_item s
  where s.subject = i.invoice_id::text and s.settled_at is not null and s.outcome = 'came-right' and s.kind is distinct from 'asking'`;

/** SQL: the history of the invoice `i` as JSON, in the order in which it happened. */
export const historyOfInvoice = (moment: (column: string) => string) => `
  (select coalesce(jsonb_agg(
     jsonb_build_object('at', ${moment('at')}, 'by', by, 'words', words, 'fact', fact, 'reason', reason) order by at, fact), '[]')
   from (${LINES}) t)`;
