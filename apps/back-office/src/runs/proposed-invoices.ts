import { Injectable } from '@nestjs/common';
import type { Person } from '@takings/runtime/http';
import { DataSource } from 'typeorm';
import { whyNot, whyNotThis } from './legal-actions';
import type { ProposedInvoiceView, ProposedQuery } from './proposed-invoice.view';
import { gateOf } from './run-gate';
import { RunViews } from './run-views';

type ProposedRow = Omit<ProposedInvoiceView, 'actions'>;

/** The invoices of a run, as they were proposed and decided about, in the order of the run. */
@Injectable()
export class ProposedInvoices {
  constructor(
    private readonly db: DataSource,
    private readonly runs: RunViews,
  ) {}

  /** Throws `NotFound` when there is no such run. */
  async page(runId: string, query: ProposedQuery, person: Person) {
    const { run, around } = await this.runs.withGate(runId);
    const gate = gateOf(run, around);
    const { rows, next } = await this.rows(runId, query);
    const refusals = { 'leave-out': whyNot['leave-out'](gate, person), include: whyNot.include(gate, person) };
    const invoices = rows.map((view): ProposedInvoiceView => {
      const of = { credit: view.state === 'put-aside', leftOutBy: view.leftOut?.by ?? null };
      const actions = (['leave-out', 'include'] as const).map((action) => ({ action, whyNot: whyNotThis[action](of) ?? refusals[action] }));
      return { ...view, actions };
    });
    return { invoices, next };
  }

  /** As they stand, without what may be done about them. */
  async rows(runId: string, { after, limit, ...asked }: ProposedQuery): Promise<{ rows: ProposedRow[]; next: string | null }> {
    const found: { view: ProposedRow }[] = await this.db.query(pageOf(asked), parametersOf(runId, asked, after ?? null, limit + 1));
    const rows = found.slice(0, limit).map(({ view }) => view);
    return { rows, next: found.length > limit ? rows.at(-1)!.invoiceId : null };
  }

  /** How many there are on all pages. */
  async count(runId: string, asked: Omit<ProposedQuery, 'after' | 'limit'>): Promise<number> {
    const [row]: [{ rows: number }] = await this.db.query(
      `select count(*)::int as rows from (${pageOf(asked)}) all_pages`,
      parametersOf(runId, asked, null, null),
    );
    return row.rows;
  }
}

const moment = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

const STATES = {
  included: 'p.left_out_at is null and not p.credit',
  'left-out': 'p.left_out_at is not null',
  'put-aside': 'p.credit',
} as const;

const WITHOUT_CARD = 'not p.has_card';
const GROUP = {
  any: `(cardinality(p.anomalies) > 0 or ${WITHOUT_CARD}) and $2::text is not null`,
  'no-card': `${WITHOUT_CARD} and $2::text is not null`,
  kind: 'cardinality(p.anomalies) > 0 and $2 = any(p.anomalies)',
} as const;

export type Group = NonNullable<ProposedQuery['anomaly']>;

/** Of the proposed invoice `p`, with the group as `$2`. */
export const groupIs = (group: Group): string => GROUP[group === 'any' || group === 'no-card' ? group : 'kind'];

type Asked = Omit<ProposedQuery, 'after' | 'limit'>;

const parametersOf = (runId: string, { anomaly, q }: Asked, after: string | null, limit: number | null) => [
  ...[runId, anomaly ?? null, after, limit],
  q ? `%${q.replace(/[\\%_]/g, '\\$&')}%` : null,
];

/** Each condition is one of ours, so that its index is used. */
const pageOf = ({ state, anomaly, card }: Pick<ProposedQuery, 'state' | 'anomaly' | 'card'>) => `
  select json_build_object(
    'invoiceId', p.invoice_id, 'seq', p.seq, 'customerRef', p.customer_ref, 'customerName', p.customer_name, 'hasCard', p.has_card,
    'currency', p.currency, 'lines', p.lines, 'netMinor', p.net_minor, 'vatMinor', p.vat_minor, 'totalMinor', p.total_minor,
    'state', case when p.credit then 'put-aside' when p.left_out_at is not null then 'left-out' else 'included' end,
    'anomalies', (select coalesce(json_agg(jsonb_build_object('kind', kind) || coalesce(p.figures -> kind, '{}')), '[]') from unnest(p.anomalies) kind),
    'leftOut', case when p.left_out_at is not null then
      json_build_object('by', p.left_out_by, 'at', ${moment('p.left_out_at')}, 'because', p.because) end,
    'invoiceNumber', i.invoice_number
  ) as view
  from run_invoice p left join invoice i using (invoice_id)
  where p.run_id = $1
    and ${anomaly ? groupIs(anomaly) : '$2::text is null'}
    and ($5::text is null or p.customer_name ilike $5 or p.customer_ref ilike $5)
    and ${card === 'none' ? WITHOUT_CARD : 'true'}
    and ${state ? STATES[state] : 'true'}
    and p.seq > coalesce((select l.seq from run_invoice l where l.run_id = $1 and l.invoice_id = $3::uuid), 0)
  order by p.seq limit $4`;
