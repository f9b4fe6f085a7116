import { Injectable } from '@nestjs/common';
import { type DataOf, type Given, InvoiceDue, RunApproved, RunIssued, RunIssuing } from '@takings/contracts';
import type { Done, Stage, Tx, Work } from '@takings/messaging';
import { NotFound } from '@takings/runtime';
import type { EntityManager } from 'typeorm';
import { release } from '../steer-run/releasing';
import { steeringOf } from '../steer-run/steering';
import { creditsWith } from './credits-with';
import { DecisionsArrived } from './decisions-arrived';
import { issueNext, progressOf } from './issuing';
import { NumberSeries } from './number-series';

type Approved = typeof RunApproved | typeof RunIssuing;

/**
 * Issues a run part by part, so that neither a transaction nor memory grows with the run: each delivery issues some and asks for the rest.
 * Safe to repeat: an invoice is issued once, in the transaction that gives its fact; whoever comes again finds only what is left. A paused
 * run halts between two parts until steer-run says that it goes on, a stopped one ends there.
 */
@Injectable()
export class IssueInvoices implements Stage<Approved> {
  readonly name = 'issue-invoices';
  readonly takes = [RunApproved, RunIssuing];

  constructor(
    private readonly decisions: DecisionsArrived,
    private readonly numbers: NumberSeries,
  ) {}

  key = (data: DataOf<Approved>) => `issue-invoices:${data.runId}:${'issued' in data ? data.issued : 0}`;

  async act({ data }: Work<Approved>) {
    if ('approvedBy' in data) await this.decisions.waitFor(data.runId, data.decisions ?? 0);
    return undefined;
  }

  async record({ data: { runId } }: Done<Approved>, tx: Tx): Promise<Given[]> {
    const db = await tx.manager();
    const steering = await steeringOf(db, runId);
    if (steering.stopped) return [];
    if (!steering.approved) await this.begin(db, runId);
    if (steering.paused) return halt(db, runId);
    const due = await issueNext(db, runId, await this.numbers.current(db));
    const credits = await creditsWith(db, due);
    const { issued, proposed } = await progressIn(db, runId);
    const next = proposed > 0 ? RunIssuing.of({ runId, issued }) : RunIssued.of({ runId, invoices: issued });
    return [...due.map((invoice) => InvoiceDue.of(invoice)), ...credits, next];
  }

  /** What was left out is decided with the approval; its charges are free from then on. */
  private async begin(db: EntityManager, runId: string) {
    await progressIn(db, runId);
    await db.query('update run_steering set approved_at = now() where run_id = $1', [runId]);
    await release(db, runId, 'left-out');
  }
}

async function halt(db: EntityManager, runId: string): Promise<Given[]> {
  await db.query('update run_steering set halted = true where run_id = $1', [runId]);
  return [];
}

async function progressIn(db: EntityManager, runId: string) {
  const progress = await progressOf(db, runId);
  if (!progress) throw new NotFound(`The run ${runId} was approved, but was never gathered here`);
  return progress;
}
