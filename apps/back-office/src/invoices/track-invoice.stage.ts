import { Injectable } from '@nestjs/common';
import { CreditProposed, type DataOf } from '@takings/contracts';
import type { Done, Stage, Tx } from '@takings/messaging';
import { keepCredit } from '../credits/credits';
import { RunProgressWords } from '../runs/run-words';
import { mergeMilestone } from './merge-milestone';
import { type InvoiceData, invoiceFacts, milestoneOf } from './milestones';
import { wordsOf } from './words';

/** Safe to repeat, and in any order: milestones merge by rules that commute, and the timeline is sorted by when things happened. */
@Injectable()
export class TrackInvoice implements Stage {
  readonly name = 'track-invoice';
  readonly takes = invoiceFacts;

  constructor(private readonly words: RunProgressWords) {}

  key = ({ invoiceId }: InvoiceData) => `track-invoice:${invoiceId}`;

  async record({ data, event }: Done & { data: InvoiceData & { lines?: unknown } }, tx: Tx) {
    const db = await tx.manager();
    const { words, reason = null } = wordsOf(event.type, data);
    await mergeMilestone(db, milestoneOf(event.type, data, event.time));
    await db.query(
      'insert into invoice_event (event_id, invoice_id, at, fact, words, reason) values ($1, $2, $3, $4, $5, $6) on conflict do nothing',
      [event.id, data.invoiceId, event.time, event.type, words, reason],
    );
    if (data.lines) {
      await db.query('insert into invoice_lines (invoice_id, lines) values ($1, $2) on conflict do nothing', [
        data.invoiceId,
        JSON.stringify(data.lines),
      ]);
    }
    if (event.type === CreditProposed.type) await keepCredit(db, data as InvoiceData & DataOf<typeof CreditProposed>, event.time);
    return [];
  }

  recorded(fresh: Done[]) {
    this.words.changed((fresh as (Done & { data: InvoiceData })[]).map(({ data }) => data.runId));
  }
}
