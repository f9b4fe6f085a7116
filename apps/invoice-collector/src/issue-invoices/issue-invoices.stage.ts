import { Injectable } from '@nestjs/common';
import { type DataOf, InvoiceDue, RunApproved, RunIssued, RunIssuing } from '@takings/contracts';
import type { Done, Stage, Tx } from '@takings/messaging';
import { NotFound } from '@takings/runtime';
import { issueNext, progressOf } from './issuing';

type Approved = typeof RunApproved | typeof RunIssuing;

/**
 * Issues a run part by part, so that neither a transaction nor memory grows with the run: each delivery issues some and asks for the rest.
 * Safe to repeat: an invoice is issued once, in the transaction that gives its fact; whoever comes again finds only what is left.
 */
@Injectable()
export class IssueInvoices implements Stage<Approved> {
  readonly name = 'issue-invoices';
  readonly takes = [RunApproved, RunIssuing];

  key = (data: DataOf<Approved>) => `issue-invoices:${data.runId}:${'issued' in data ? data.issued : 0}`;

  async record({ data: { runId } }: Done<Approved>, tx: Tx) {
    const db = await tx.manager();
    const due = await issueNext(db, runId);
    const progress = await progressOf(db, runId);
    if (!progress) throw new NotFound(`The run ${runId} was approved, but was never gathered here`);
    const { issued, proposed } = progress;
    const next = proposed > 0 ? RunIssuing.of({ runId, issued }) : RunIssued.of({ runId, invoices: issued });
    return [...due.map((invoice) => InvoiceDue.of(invoice)), next];
  }
}
