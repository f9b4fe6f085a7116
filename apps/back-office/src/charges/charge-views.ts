import { Injectable } from '@nestjs/common';
import { NotFound } from '@takings/runtime';
import type { Person } from '@takings/runtime/http';
import { DataSource } from 'typeorm';
import { historyOf } from '../audit/history';
import { CHARGE_SOURCES, type ChargeQuery, type ChargeSummary, type ChargeView } from './charge.view';
import { CHARGE_STATES, whyNotChange } from './changes/legal-actions';

/** Charges as people see them, the newest first. */
@Injectable()
export class ChargeViews {
  constructor(private readonly db: DataSource) {}

  async page({ q, state, source, customer, after, limit }: ChargeQuery): Promise<{ charges: ChargeSummary[]; next: number | null }> {
    const rows: { charge: ChargeSummary }[] = await this.db.query(pageOf(q ? FOUND : customer ? OF_CUSTOMER : ALL), [
      source ? [source] : CHARGE_SOURCES,
      state ? [state] : CHARGE_STATES,
      after ?? Number.MAX_SAFE_INTEGER,
      limit + 1,
      customer ?? null,
      ...(q ? [q, `${q.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`] : []),
    ]);
    const charges = rows.slice(0, limit).map(({ charge }) => charge);
    return { charges, next: rows.length > limit ? charges.at(-1)!.chargeId : null };
  }

  /** Throws `NotFound`. */
  async one(chargeId: number, person: Person): Promise<ChargeView> {
    const [row]: { charge: Omit<ChargeView, 'mayChange' | 'whyNot'> }[] = await this.db.query(ONE, [chargeId]);
    if (!row) throw new NotFound(`There is no charge ${chargeId}`);
    const whyNot = whyNotChange(row.charge as Parameters<typeof whyNotChange>[0], person);
    return { ...row.charge, whyNot, mayChange: whyNot === null };
  }
}

const moment = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
const WHAT_WAS_ASKED = `'wants', case when a.charge is null then 'withdraw' else 'edit' end, 'by', a.requested_by, 'at', ${moment('a.requested_at')}`;
const ASKED = `
  (select jsonb_build_object(${WHAT_WAS_ASKED}) from charge_change a where a.charge_ref = c.charge_ref and a.decided_at is null)`;
const LAST_CHANGE = `
  select a.refusal, jsonb_build_object(${WHAT_WAS_ASKED}, 'because', a.refusal) as refused
  from charge_change a where a.charge_ref = c.charge_ref order by a.requested_at desc limit 1`;

const SUMMARY = `
  'chargeId', c.charge_id, 'chargeRef', c.charge_ref, 'customerRef', c.customer_ref, 'customerName', c.customer_name,
  'customerId', (select k.customer_id from customer k where k.customer_ref = c.customer_ref), 'description', c.description, 'currency', c.currency,
  'netMinor', c.net_minor, 'vatMinor', c.vat_minor, 'totalMinor', c.net_minor + c.vat_minor, 'dueOn', c.due_on, 'source', c.source, 'state', c.state,
  'enteredAt', ${moment('c.entered_at')}, 'invoiceId', c.invoice_id, 'invoiceNumber', c.invoice_number, 'runId', c.run_id,
  'runOn', (select r.run_on from run r where r.run_id = c.run_id), 'asked', ${ASKED}`;

/**
 * A list is put together of short ones, each in the order of an index: for every source and state the newest few. So it costs the same
 * whatever is asked for and however many there are.
 */
const PIECE = 'c.state = t.state and c.charge_id < $3 order by c.charge_id desc limit $4';
const STATES = 'unnest($2::text[]) t(state)';
const ALL = `
  select c.charge_id from unnest($1::text[]) s(source), ${STATES},
    lateral (select c.charge_id from charge c where c.source = s.source and ${PIECE}) c where $5::text is null`;
const ofCustomer = (ref: string) =>
  `lateral (select c.charge_id from charge c where c.customer_ref = ${ref} and c.source = any($1) and ${PIECE}) c`;
const OF_CUSTOMER = `select c.charge_id from ${STATES}, ${ofCustomer('$5::text')}`;

/** Whoever looks for one thing knows more of it than so many have in common. */
const MOST_REFS = 500;
const MOST_CUSTOMERS = 100;
const FOUND = `
  select f.charge_id from (select charge_id from charge where lower(charge_ref) like $7 order by lower(charge_ref) using ~<~ limit ${MOST_REFS}) f
    join charge c using (charge_id)
  where c.source = any($1) and c.state = any($2) and c.charge_id < $3 and ($5::text is null or c.customer_ref = $5)
  union
  select c.charge_id from (select customer_ref from customer where found_by @@ looked_for($6) and ($5::text is null or customer_ref = $5) limit ${MOST_CUSTOMERS}) k,
    ${STATES}, ${ofCustomer('k.customer_ref')}`;

const pageOf = (which: string) => `
  select jsonb_build_object(${SUMMARY}) as charge
  from (select charge_id from (${which}) of_these order by charge_id desc limit $4) page join charge c using (charge_id)
  order by charge_id desc`;

const ONE = `
  select jsonb_build_object(${SUMMARY},
    'customerEmail', c.customer_email, 'cardRef', c.card_ref, 'quantity', c.quantity, 'unitPrice', c.unit_price, 'vatRate', c.vat_rate, 'revision', c.revision,
    'enteredBy', coalesce((select b.entered_by from charge_batch b where b.batch_id = c.batch_id), 'Takings'),
    'invoicedAt', ${moment('c.invoiced_at')}, 'runApprovedBy', (select r.approved_by from run r where r.run_id = c.run_id),
    'withdrawnBy', c.withdrawn_by, 'withdrawnAt', ${moment('c.withdrawn_at')}, 'withdrawnBecause', c.withdrawn_because,
    'refused', (select last.refused from (${LAST_CHANGE}) last where last.refusal is not null),
    'history', ${historyOf('c.charge_ref')}) as charge
  from charge c where c.charge_id = $1`;
