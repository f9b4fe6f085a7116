// What a company has after years: runs of 400 invoices, 50 invoices for each customer, one in a hundred stuck. Made in the tables themselves,
// as the stages would leave them; everything follows from an invoice's number, so that two databases differ in nothing but their size.

export const INVOICES_IN_RUN = 400;
const PER_CUSTOMER = 50;
const DECISIONS_PER_RUN = 40;

/** An id that follows from what it is the id of; a UUID of version 4 to look at. */
const idOf = (what, n) => `overlay(overlay(md5('${what}' || (${n})) placing '4' from 13) placing '8' from 17)::uuid`;
const PEOPLE = `(array['Frances Obi', 'Jonas Weber', 'Pavel Novak', 'Ada Admin', 'Takings'])`;

export const runId = (n) => idOf('run', n);
export const invoiceId = (n) => idOf('invoice', n);
/** Runs twice a week, the last one today. */
const runOn = (run, runs) => `(current_date - ((${runs} - 1 - ${run}) * 7 / 2)::int)`;

/** One invoice by its number: what became of it. Stuck ones are of each kind in turn. */
const FATE = `
  case when n % 100 = 7 then (array['rejected', 'undeliverable', 'uncertain', 'held', 'withheld'])[1 + n / 100 % 5]
       when n % 20 = 3 then 'failed'
       when run = runs - 1 and n % 4 = 0 then 'issued'
       when run = runs - 1 and n % 4 = 1 then 'filed'
       when run = runs - 1 and n % 4 = 2 then 'mailed'
       else 'paid' end`;

/** The statements that make invoices number `first` up to `last` of `all`. */
export function invoices(first, last, all) {
  const runs = Math.ceil(all / INVOICES_IN_RUN);
  const customers = Math.max(1, Math.round(all / PER_CUSTOMER));
  const one = `
    select *, ${FATE} as fate, at + interval '10 min' as later, 'Customer ' || md5((n % ${customers})::text) || ' Ltd' as name,
      'C-' || 10000 + n % ${customers} as ref, 'books@' || substr(md5((n % ${customers})::text), 1, 8) || '.example' as email,
      case when n % 10 = 0 then 'EUR' else 'GBP' end as currency, 1200 + n * 37 % 200000 as minor
    from (select n, n / ${INVOICES_IN_RUN} as run, ${runs} as runs, ${runOn(`n / ${INVOICES_IN_RUN}`, runs)}::timestamptz + interval '6 h' as at
          from generate_series(${first}, ${last}) n) n`;
  return [
    `insert into invoice (invoice_id, invoice_number, run_id, customer_ref, customer_name, customer_email, has_card, currency, total_minor, due_on,
       issued_on, net_minor, vat_minor, amount_due_minor, due_at, filed_at, rejected_at, mailed_at, undeliverable_at, uncertain_at, held_at, withheld_at,
       asked_attempt, paid_at, paid_minor, failed_at, failed_attempt, failures, recorded_at, told_paid_at, told_failed_at)
     select ${idOf('invoice', 'n')}, 'TK-2026-' || lpad(n::text, 7, '0'), ${idOf('run', 'run')}, ref, name, email, n % 30 <> 0, currency, minor, at::date,
       at::date, minor * 5 / 6, minor - minor * 5 / 6, minor, at,
       case when fate not in ('issued', 'rejected') then later end,
       case fate when 'rejected' then later end,
       case when fate not in ('issued', 'filed', 'rejected', 'undeliverable', 'withheld') then later end,
       case fate when 'undeliverable' then later end,
       case when fate in ('uncertain', 'held') then later end,
       case fate when 'held' then later end,
       case fate when 'withheld' then later end,
       case when fate in ('uncertain', 'held') then 1 end,
       case fate when 'paid' then later end, case fate when 'paid' then minor end,
       case fate when 'failed' then later end, case fate when 'failed' then 1 end,
       case fate when 'failed' then jsonb_build_object('1', (array['declined', 'no-card', 'card-expired'])[1 + n % 3]) else '{}' end,
       case fate when 'paid' then later end, case fate when 'paid' then later end, case fate when 'failed' then later end
     from (${one}) one`,
    `insert into invoice_lines (invoice_id, lines)
     select ${idOf('invoice', 'n')}, jsonb_build_array(jsonb_build_object('chargeRef', 'CH-' || n, 'description', 'Fibre 500', 'quantity', '1',
       'unitPrice', '10', 'vatRate', '20', 'netMinor', minor * 5 / 6, 'vatMinor', minor - minor * 5 / 6)) from (${one}) one`,
    `insert into invoice_event (event_id, invoice_id, at, fact, words)
     select ${idOf('event', 'n')}, ${idOf('invoice', 'n')}, at, 'invoice.due.v1', 'Issued' from (${one}) one`,
    `insert into run_invoice (invoice_id, run_id, seq, customer_ref, customer_name, has_card, currency, lines, net_minor, vat_minor, total_minor, credit,
       anomalies, figures)
     select ${idOf('invoice', 'n')}, ${idOf('run', 'run')}, 1 + n % ${INVOICES_IN_RUN}, ref, name, n % 30 <> 0, currency, 1, minor * 5 / 6,
       minor - minor * 5 / 6, minor, false, case when n % 50 = 0 then array['first-invoice'] else '{}' end, '{}' from (${one}) one`,
    `insert into charge (charge_ref, batch_id, content, customer_ref, customer_name, customer_email, currency, description, quantity, unit_price,
       vat_rate, net_minor, vat_minor, due_on, source, run_id, invoice_id, invoice_number)
     select 'CH-' || n, ${idOf('batch', 'run')}, '', ref, name, email, currency, 'Fibre 500', '1', '10', '20', minor * 5 / 6, minor - minor * 5 / 6,
       at::date, 'csv', ${idOf('run', 'run')}, ${idOf('invoice', 'n')}, 'TK-2026-' || lpad(n::text, 7, '0') from (${one}) one`,
    `insert into stuck_item (stuck_id, app, round, stage, kind, reason, fact_type, subject, actions, raised_at, cause, desk, run_id, customer, label,
       currency, risk_minor)
     select ${idOf('stuck', 'n')}, 'payments-worker', 1, ${STAGE}, ${KIND}, 'Nobody knows', 'invoice.mailed.v1', ${idOf('invoice', 'n')}::text,
       '{retry,discard}', later, 'cause-' || n / 100 % 7, 'finance', ${idOf('run', 'run')}, name, 'TK-2026-' || lpad(n::text, 7, '0'), currency, minor
     from (${one}) one where fate in ('rejected', 'undeliverable', 'uncertain', 'held', 'withheld')`,
  ];
}
const STAGE = `case fate when 'rejected' then 'file-in-xero' when 'undeliverable' then 'mail-invoice' else 'charge-card' end`;
const KIND = `case fate when 'rejected' then 'rejected' when 'undeliverable' then 'undeliverable' when 'uncertain' then 'uncertain' when 'held' then 'held' else 'withheld' end`;

/** What does not grow by the invoice: runs, customers, decisions. */
export function surroundings(all) {
  const runs = Math.ceil(all / INVOICES_IN_RUN);
  const customers = Math.max(1, Math.round(all / PER_CUSTOMER));
  const gathered = `jsonb_build_object('runId', ${idOf('run', 'n')}, 'runOn', ${runOn('n', runs)}, 'invoices', ${INVOICES_IN_RUN}, 'charges', ${INVOICES_IN_RUN},
    'credits', 0, 'waiting', 0, 'withoutCard', 13, 'proposals', ${INVOICES_IN_RUN}, 'totals', jsonb_build_array(
      jsonb_build_object('currency', 'GBP', 'invoices', 360, 'netMinor', 3000000, 'vatMinor', 600000, 'totalMinor', 3600000),
      jsonb_build_object('currency', 'EUR', 'invoices', 40, 'netMinor', 300000, 'vatMinor', 60000, 'totalMinor', 360000)))`;
  return [
    `insert into run (run_id, run_on, requested_by, requested_at, charges_entered, proposed, ready_at, approved_by, approved_at, gathered, gathered_at,
       issued_invoices, issued_at)
     select ${idOf('run', 'n')}, day, 'Frances Obi', at, ${INVOICES_IN_RUN}, ${INVOICES_IN_RUN}, at, 'Jonas Weber', at, ${gathered}, at, ${INVOICES_IN_RUN}, at
     from (select n, ${runOn('n', runs)} as day, ${runOn('n', runs)}::timestamptz + interval '6 h' as at from generate_series(0, ${runs} - 1) n) n`,
    `insert into customer (customer_ref, name, email, card_ref, postcode)
     select 'C-' || 10000 + n, 'Customer ' || md5(n::text) || ' Ltd', 'books@' || substr(md5(n::text), 1, 8) || '.example',
       case when n % 30 <> 0 then 'card-' || n end, 'LS' || n % 20 || ' 4AB' from generate_series(0, ${customers} - 1) n`,
    `insert into audit (at, actor, action, about, detail, subject, customer_ref)
     select now() - (${runs * DECISIONS_PER_RUN} - n) * interval '1 h', ${PEOPLE}[1 + n % 5],
       (array['run approved', 'signed in', 'stuck item retried', 'customer changed'])[1 + n % 4],
       case n % 4 when 0 then ${idOf('run', `n / ${DECISIONS_PER_RUN}`)} else ${idOf('thing', 'n')} end::text,
       jsonb_build_object('what', 'approved no. ' || n, 'because', 'agreed with ' || substr(md5(n::text), 1, 8)),
       case n % 4 when 0 then 'Run of 2026-11-17' when 3 then 'Customer ' || md5((n % ${customers})::text) || ' Ltd' end,
       case n % 4 when 3 then 'C-' || 10000 + n % ${customers} end
     from generate_series(0, ${runs * DECISIONS_PER_RUN} - 1) n`,
  ];
}
