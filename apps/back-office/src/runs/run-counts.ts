import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

/** Counts of one run's invoices in one currency and, where the debit failed, for one reason. */
export interface CountRow {
  readonly runId: string;
  readonly currency: string;
  readonly failure: string | null;
  readonly issued: number;
  readonly filed: number;
  readonly rejected: number;
  readonly mailed: number;
  readonly undeliverable: number;
  readonly paid: number;
  readonly debitFailed: number;
  readonly recorded: number;
  readonly notified: number;
  readonly unreachable: number;
  /** Invoices that have not come to their end: neither paid, recorded and told, nor told why not, nor waiting for a person or let go by one. */
  readonly moving: number;
  readonly stuckFiling: number;
  readonly stuckMailing: number;
  readonly stuckDebiting: number;
  readonly stuckRecording: number;
  readonly stuckNotifying: number;
  readonly invoicedMinor: number;
  readonly paidMinor: number;
}

/** Counts runs by reading their invoices once: 0.1 s for 100,000. */
@Injectable()
export class RunCounts {
  constructor(private readonly db: DataSource) {}

  of(runIds: readonly string[]): Promise<CountRow[]> {
    return this.db.query(COUNTS, [runIds]);
  }
}

const count = (name: string, condition: string) => `count(*) filter (where ${condition})::int as "${name}"`;
const stuckIn = (stage: string) => `s.waiting @> '{${stage}}'`;
/** It waits for a person there, or a person has let it go. */
const stopsIn = (...stages: string[]) => `coalesce(s.stages && '{${stages.join(',')}}', false)`;

/** Three things are under way for an invoice: coming to an outcome, recording a payment, telling the payer. Each ends, or waits for a person. */
const TOWARDS_OUTCOME = `state in ('issued', 'filed', 'mailed', 'uncertain', 'held') and not ${stopsIn('file-in-xero', 'mail-invoice', 'charge-card')}`;
const RECORDING = `state = 'paid' and recorded_at is null and not ${stopsIn('record-payment')}`;
const TELLING = `(state = 'paid' and told_paid_at is null or state = 'debit-failed' and told_failed_at is null)
  and unreachable_at is null and not ${stopsIn('notify-payer')}`;

const COUNTS = `
  with s as (
    select subject, array_agg(stage) as stages, array_agg(stage) filter (where open) as waiting from stuck_item
    where (open or outcome = 'discarded') and subject is not null group by subject)
  select run_id as "runId", currency, case when state = 'debit-failed' then debit_failure end as failure,
    count(*)::int as issued,
    ${count('filed', 'filed_at is not null')},
    ${count('rejected', `state = 'rejected'`)},
    ${count('mailed', 'mailed_at is not null')},
    ${count('undeliverable', `state = 'undeliverable'`)},
    ${count('paid', `state = 'paid'`)},
    ${count('debitFailed', `state = 'debit-failed'`)},
    ${count('recorded', 'recorded_at is not null')},
    ${count('notified', `state = 'paid' and told_paid_at is not null or state = 'debit-failed' and told_failed_at is not null`)},
    ${count('unreachable', `unreachable_at is not null and told_paid_at is null and told_failed_at is null`)},
    ${count('moving', `(${TOWARDS_OUTCOME} or ${RECORDING} or ${TELLING}) and not ${stopsIn('track-invoice')}`)},
    ${count('stuckFiling', stuckIn('file-in-xero'))},
    ${count('stuckMailing', stuckIn('mail-invoice'))},
    ${count('stuckDebiting', stuckIn('charge-card'))},
    ${count('stuckRecording', stuckIn('record-payment'))},
    ${count('stuckNotifying', stuckIn('notify-payer'))},
    sum(total_minor)::float8 as "invoicedMinor",
    coalesce(sum(paid_minor) filter (where state = 'paid'), 0)::float8 as "paidMinor"
  from invoice left join s on s.subject = invoice_id::text
  where run_id = any($1) group by 1, 2, 3`;
