import { Injectable } from '@nestjs/common';
import { type DataOf, type Given, RunCutShort, RunProposed } from '@takings/contracts';
import type { Done, Stage, Tx } from '@takings/messaging';
import { NotFound } from '@takings/runtime';
import type { EntityManager } from 'typeorm';
import { RunGate } from './run-gate';
import { tellRun } from './run-words';

type Tracked = typeof RunProposed | typeof RunCutShort;

/**
 * Keeps the invoices of a run, to be looked at, and what a stopped run came to. Safe to repeat, and in any order: an invoice is kept and
 * counted once, and the gate opens with whatever comes last.
 */
@Injectable()
export class TrackProposal implements Stage<Tracked> {
  readonly name = 'track-proposal';
  readonly takes = [RunProposed, RunCutShort];

  constructor(private readonly gate: RunGate) {}

  key = (data: DataOf<Tracked>) => `track-proposal:${data.runId}:${'part' in data ? data.part : 'cut-short'}`;

  async record({ data, event }: Done<Tracked>, tx: Tx): Promise<Given[]> {
    const db = await tx.manager();
    return 'part' in data ? this.proposed(db, data) : this.cutShort(db, data, event.time);
  }

  private async proposed(db: EntityManager, { runId, invoices }: DataOf<typeof RunProposed>) {
    const [{ kept }] = await db.query(KEEP, [runId, JSON.stringify(invoices)]);
    await db.query('update run set proposed = proposed + $2 where run_id = $1', [runId, kept]);
    return this.gate.open(db, runId);
  }

  private async cutShort(db: EntityManager, { runId, issued }: DataOf<typeof RunCutShort>, at: string) {
    const [[run]] = await db.query(
      'update run set cut_short_at = $3, issued_invoices = $2, version = version + 1 where run_id = $1 returning version',
      [runId, issued, at],
    );
    if (!run) throw new NotFound(`There is no run ${runId} here`);
    await tellRun(db, runId, run.version);
    return [];
  }
}

/**
 * Whether a VAT number is missing is for us to say, since we know the customers: an invoice without any VAT rests on the number of the
 * customer, and Xero refuses some of those without it.
 */
const KEEP = `
  with told as (
    select * from jsonb_to_recordset($2::jsonb) as t("invoiceId" uuid, seq integer, "customerRef" text, "customerName" text, "hasCard" boolean,
      currency text, lines integer, "netMinor" bigint, "vatMinor" bigint, "totalMinor" bigint, anomalies jsonb)
  ), kept as (
    insert into run_invoice (invoice_id, run_id, seq, customer_ref, customer_name, has_card, currency, lines, net_minor, vat_minor, total_minor, credit,
      anomalies, figures)
    select "invoiceId", $1::uuid, seq, "customerRef", "customerName", "hasCard" or "totalMinor" <= 0, t.currency, lines, "netMinor", "vatMinor", "totalMinor",
      "totalMinor" <= 0,
      array(select a ->> 'kind' from jsonb_array_elements(anomalies) a) || case when missing then array['missing-vat-number'] else '{}' end,
      (select coalesce(jsonb_object_agg(a ->> 'kind', a - 'kind'), '{}') from jsonb_array_elements(anomalies) a)
    from told t left join customer k on k.customer_ref = t."customerRef",
      lateral (select "totalMinor" > 0 and "vatMinor" = 0 and coalesce(k.vat_number, '') = '' as missing) v
    on conflict do nothing returning 1
  )
  select count(*)::int as kept from kept`;
