import { Injectable } from '@nestjs/common';
import {
  BankAsked,
  CreditProposed,
  type DataOf,
  DebitFailed,
  DebitHeld,
  DebitUncertain,
  DebitWithheld,
  InvoicePaid,
} from '@takings/contracts';
import type { Done, Stage, Tx } from '@takings/messaging';
import type { EntityManager } from 'typeorm';
import { keepCredit } from '../credits/credits';
import { RunProgressWords } from '../runs/run-words';
import { bankAnswerOf, keepBankAnswer } from './bank-answers';
import { mergeMilestone } from './merge-milestone';
import { type InvoiceData, invoiceFacts, milestoneOf } from './milestones';
import { describe, lockStuck, seeInvoice } from '../stuck/seen-in-invoices';
import { StuckWords } from '../stuck/stuck-words';
import { wordsOf } from './words';

/** After these something about an invoice may be stuck that was not before. */
const TROUBLE: ReadonlySet<string> = new Set([DebitUncertain, DebitHeld, DebitWithheld, CreditProposed].map(({ type }) => type));
/** These end what was stuck about it. */
const ENDS: ReadonlySet<string> = new Set([InvoicePaid, DebitFailed].map(({ type }) => type));

/** Safe to repeat, and in any order: milestones merge by rules that commute, and the timeline is sorted by when things happened. */
@Injectable()
export class TrackInvoice implements Stage {
  readonly name = 'track-invoice';
  readonly takes = invoiceFacts;

  constructor(
    private readonly words: RunProgressWords,
    private readonly stuck: StuckWords,
  ) {}

  key = ({ invoiceId }: InvoiceData) => `track-invoice:${invoiceId}`;

  async record({ data, event }: Done & { data: InvoiceData & { lines?: unknown } }, tx: Tx) {
    const db = await tx.manager();
    const { words, reason = null } = wordsOf(event.type, data);
    const isNew = await mergeMilestone(db, milestoneOf(event.type, data, event.time));
    await db.query(
      'insert into invoice_event (event_id, invoice_id, at, fact, words, reason) values ($1, $2, $3, $4, $5, $6) on conflict do nothing',
      [event.id, data.invoiceId, event.time, event.type, words, reason],
    );
    const answer = bankAnswerOf(event.type, data);
    if (answer) await keepBankAnswer(db, event, data.invoiceId, answer);
    if (data.lines) {
      await db.query('insert into invoice_lines (invoice_id, lines) values ($1, $2) on conflict do nothing', [
        data.invoiceId,
        JSON.stringify(data.lines),
      ]);
    }
    if (event.type === CreditProposed.type) await keepCredit(db, data as InvoiceData & DataOf<typeof CreditProposed>, event.time);
    await this.tellStuck(db, data, event.type, isNew);
    return [];
  }

  recorded(fresh: Done[]) {
    if (fresh.some(({ event: { type } }) => TROUBLE.has(type) || ENDS.has(type) || type === BankAsked.type)) this.stuck.changed();
    this.words.changed((fresh as (Done & { data: InvoiceData })[]).map(({ data }) => data.invoiceId));
  }

  /** What was stuck before the invoice was known here learns whose it is. */
  private async tellStuck(db: EntityManager, data: InvoiceData, type: string, isNew: boolean) {
    const nextAskAt = 'nextAskAt' in data ? String(data.nextAskAt) : undefined;
    if (TROUBLE.has(type)) return seeInvoice(db, data.invoiceId, nextAskAt);
    if (type === BankAsked.type) return describe(db, data.invoiceId, nextAskAt);
    if (isNew) await lockStuck(db, data.invoiceId);
    if (isNew || ENDS.has(type)) await describe(db, data.invoiceId);
  }
}
