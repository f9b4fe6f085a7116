import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { moment, SUMMARY } from '../invoices/invoice-views';
import { MOVING, ON_HOLD, RUN_STAGES, STANDING_COLUMNS, STANDING_FROM, standingWith } from './invoice-standing';
import type { RunInvoicesQuery, RunInvoiceView } from './run-invoice.view';
import { OPEN } from './watch-runs.migration';

/** The issued invoices of a run, by number, with how far each has come. */
@Injectable()
export class RunInvoices {
  constructor(private readonly db: DataSource) {}

  async page(runId: string, { show, after, limit }: RunInvoicesQuery): Promise<{ invoices: RunInvoiceView[]; next: string | null }> {
    const rows: { invoice: RunInvoiceView }[] = await this.db.query(PAGES[show], [runId, after ?? null, limit + 1]);
    const invoices = rows.slice(0, limit).map(({ invoice }) => invoice);
    return { invoices, next: rows.length > limit ? invoices.at(-1)!.invoiceNumber : null };
  }
}

const STAGES = Object.keys(RUN_STAGES);
/** Where something is to be said of it: what a person has to decide first, then what goes on, then what was refused. */
const AT = (standings: readonly string[]) =>
  STAGES.map((stage) => `when ${stage} in (${standings.map((one) => `'${one}'`).join(', ')}) then '${stage}'`).join(' ');
const STANDS_IN = `case ${AT(['stuck'])} ${AT(['asking', 'again', 'hand'])} ${AT(['failed'])} else 'notified' end`;
const STANDING_THERE = `case at_stage ${STAGES.map((stage) => `when '${stage}' then ${stage}`).join(' ')} end`;
const STAGE_NAME = `case at_stage ${Object.entries(RUN_STAGES)
  .map(([stage, name]) => `when '${stage}' then '${name}'`)
  .join(' ')} end`;

/**
 * `from` is read in the order of numbers, as far as the page needs; what it leaves out has an index of its own. What is asked of the
 * few on the page is asked of them alone.
 */
const pageOf = (from: string, where: string) => `
  with ${standingWith('= $1')}, page as (
    select i.invoice_id, standing.* from invoice i ${STANDING_FROM}, lateral (select ${STANDING_COLUMNS}) standing
    where i.run_id = $1 and ($2::text is null or i.invoice_number collate "C" > $2) and ${from} and ${where}
    order by i.invoice_number collate "C" limit $3
  ), placed as (select *, ${STANDS_IN} as at_stage from page)
  select jsonb_build_object(${SUMMARY}) || jsonb_build_object('now', jsonb_build_object(
    'stage', at_stage, 'standing', coalesce(${STANDING_THERE}, 'done'),
    'until', case ${STANDING_THERE} when 'asking' then ${moment('i.next_ask_at')} when 'again' then (
      select ${moment('until')} from delay where subject = i.invoice_id::text and stage = ${STAGE_NAME}) end,
    'reason', case ${STANDING_THERE}
      when 'again' then (select reason from delay where subject = i.invoice_id::text and stage = ${STAGE_NAME})
      when 'stuck' then coalesce(
        (select reason from stuck_item o where o.subject = i.invoice_id::text and o.open and o.kind <> 'asking' order by raised_at desc limit 1),
        'On hold: ' || i.hold_because, i.void_refusal) end
  )) as invoice
  from placed join invoice i using (invoice_id) order by i.invoice_number collate "C"`;

const STUCK = STAGES.map((stage) => `standing.${stage} = 'stuck'`).join(' or ');

const PAGES = {
  all: pageOf('true', 'true'),
  'not-finished': pageOf(OPEN.replaceAll('state', 'i.state'), MOVING),
  'needs-you': pageOf(
    `(i.invoice_id::text in (select subject from stuck_item where open and run_id = $1) or i.state = 'withheld' or ${ON_HOLD})`,
    `(${STUCK})`,
  ),
  'not-debited': pageOf(`i.state = 'debit-failed'`, 'true'),
} as const;
