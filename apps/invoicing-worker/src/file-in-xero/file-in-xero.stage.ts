import { Injectable } from '@nestjs/common';
import { InvoiceDue, InvoiceFiled, InvoiceRejected } from '@takings/contracts';
import { type Done, pausable, type Stage, type Tx, type Work } from '@takings/messaging';
import { InvalidInput } from '@takings/runtime';
import type { EntityManager } from 'typeorm';
import { type Filed, InvoiceLedger, type Refusal } from '../ledger/ledger';
import { CallQuota } from '../quota/call-quota';
import { UP_TO } from '../xero/batches';
import { Filing } from './filing.row';

type Taken = typeof InvoiceDue;
interface Intent {
  readonly tries: number;
}

/**
 * Safe to repeat: the filing is written before the call, and one that is found again is looked up in Xero by its number before anything
 * is created. Two workers at once meet at that number too, since Xero keeps it unique.
 */
@Injectable()
export class FileInXero implements Stage<Taken, Intent, Filed | Refusal> {
  readonly name = 'file-in-xero';
  readonly takes = [InvoiceDue];
  readonly actsAtOnce = 5;
  readonly actsOnUpTo = UP_TO.elements;

  constructor(
    private readonly ledger: InvoiceLedger,
    private readonly quota: CallQuota,
  ) {}

  key = ({ invoiceId }: { invoiceId: string }) => `file-in-xero:${invoiceId}`;
  pausedWith = ({ runId }: { runId: string }) => [pausable.run(runId)];

  async prepareAll(all: Work<Taken>[], db: EntityManager): Promise<Intent[]> {
    const rows = await db.query<(Intent & { id: string })[]>(
      `insert into filing (invoice_id, invoice_number, state, tries)
       select id, number, 'sending', 1 from unnest($1::uuid[], $2::text[]) one(id, number)
       where not exists (select from filing where invoice_number = number and invoice_id <> id)
       order by id -- two processes that meet must not wait for each other
       on conflict (invoice_id) do update set state = 'sending', tries = filing.tries + 1 returning invoice_id as id, tries`,
      [all.map(({ data }) => data.invoiceId), all.map(({ data }) => data.invoiceNumber)],
    );
    const intents = new Map(rows.map(({ id, tries }) => [id, { tries }]));
    return all.map(({ data }) => intents.get(data.invoiceId) ?? isAnothers(data));
  }

  /** Only a first try is taken back: an earlier one may still have been sent. */
  async withdraw({ data, prepared }: Work<Taken, Intent>, db: EntityManager) {
    if (prepared.tries === 1) await db.delete(Filing, { invoiceId: data.invoiceId, tries: 1 });
  }

  turn(waiting: number) {
    return this.quota.turn(this.name, waiting, this.actsOnUpTo);
  }

  actAll(all: Work<Taken, Intent>[]) {
    return this.ledger.file(all.map(({ data, prepared }) => ({ invoice: data, tries: prepared.tries })));
  }

  record({ data, result }: Done<Taken, Intent, Filed | Refusal>, tx: Tx) {
    if (result.ok) {
      tx.update(Filing, { invoiceId: data.invoiceId }, { state: 'filed', xeroInvoiceId: result.xeroInvoiceId });
      return [InvoiceFiled.of({ ...data, ...result })];
    }
    tx.update(Filing, { invoiceId: data.invoiceId }, { state: 'rejected' });
    tx.park('rejected', result.reason);
    return [InvoiceRejected.of({ ...data, reason: result.reason })];
  }
}

function isAnothers({ invoiceNumber }: { invoiceNumber: string }): never {
  throw new InvalidInput(`The number ${invoiceNumber} belongs to another invoice of ours; two invoices cannot share it.`);
}
