import { Injectable } from '@nestjs/common';
import {
  ChargeChangeRefused,
  ChargeEdited,
  ChargesGathered,
  ChargeWithdrawn,
  type DataOf,
  type Given,
  InvoiceDue,
  RunCutShort,
  RunIssued,
} from '@takings/contracts';
import type { Done, Stage } from '@takings/messaging';
import type { EntityManager } from 'typeorm';
import { settleChange } from './changes/settle-change';

type Answered = typeof ChargeEdited | typeof ChargeWithdrawn | typeof ChargeChangeRefused;
type Tracked = typeof ChargesGathered | typeof RunIssued | typeof RunCutShort | typeof InvoiceDue | Answered;

/**
 * Keeps where each charge is. Safe to repeat, and in any order: what is on an invoice stays there, a run that is over takes no charge any
 * more, and a request is answered once.
 */
@Injectable()
export class TrackCharge implements Stage<Tracked> {
  readonly name = 'track-charge';
  readonly takes = [ChargesGathered, RunIssued, RunCutShort, InvoiceDue, ChargeEdited, ChargeWithdrawn, ChargeChangeRefused];

  key = (data: DataOf<Tracked>) => {
    if ('changeId' in data) return `track-charge:${data.changeId}`;
    if ('invoiceId' in data) return `track-charge:${data.invoiceId}`;
    return 'part' in data ? `track-charge:${data.runId}:${data.part}:${data.chargeRefs[0]}` : `track-charge:${data.runId}:over`;
  };

  async recordAll(fresh: Done<Tracked>[], db: EntityManager): Promise<Given[][]> {
    await lockAll(db, fresh);
    for (const { data, event } of fresh) {
      if ('changeId' in data) await settleChange(db, event.type, data, event.time);
      else if ('lines' in data) await invoiced(db, data, event.time);
      else if ('chargeRefs' in data) await gathered(db, data);
      else await runOver(db, data.runId);
    }
    return fresh.map(() => []);
  }
}

/** In one order, whatever the facts are about: so two batches that share charges wait for each other instead of deadlocking. */
async function lockAll(db: EntityManager, fresh: readonly Done<Tracked>[]): Promise<void> {
  const all = fresh.map(({ data }) => data);
  const runs = all.flatMap((data) => ('runId' in data && data.runId && !('lines' in data) && !('changeId' in data) ? [data.runId] : []));
  const over = all.flatMap((data) => ('issued' in data || 'invoices' in data ? [data.runId] : []));
  const refs = all.flatMap((data) =>
    'chargeRefs' in data
      ? data.chargeRefs
      : 'lines' in data
        ? data.lines.map(({ chargeRef }) => chargeRef)
        : 'chargeRef' in data
          ? [data.chargeRef]
          : [],
  );
  if (runs.length > 0) await db.query('select 1 from run where run_id = any($1) order by run_id for update', [runs]);
  await db.query(
    `select 1 from charge where charge_ref = any($1) or (run_id = any($2) and invoice_id is null) order by charge_ref for update`,
    [refs, over],
  );
}

/** A run that is over by then takes none: its charges are on invoices, or free. */
async function gathered(db: EntityManager, { runId, chargeRefs }: DataOf<typeof ChargesGathered>) {
  await db.query(
    `update charge set run_id = $1 where charge_ref = any($2) and invoice_id is null and run_id is distinct from $1
       and not exists (select 1 from run where run_id = $1 and charges_settled)`,
    [runId, chargeRefs],
  );
}

async function invoiced(db: EntityManager, { runId, invoiceId, invoiceNumber, lines }: DataOf<typeof InvoiceDue>, at: string) {
  await db.query(
    `update charge set run_id = $2, invoice_id = $3, invoice_number = $4, invoiced_at = $5 where charge_ref = any($1) and invoice_id is null`,
    [lines.map(({ chargeRef }) => chargeRef), runId, invoiceId, invoiceNumber, at],
  );
}

/** Whatever of it has gone out is told by its invoices, before this or after; the rest is free. */
async function runOver(db: EntityManager, runId: string) {
  await db.query('update run set charges_settled = true where run_id = $1', [runId]);
  await db.query('update charge set run_id = null where run_id = $1 and invoice_id is null', [runId]);
}
