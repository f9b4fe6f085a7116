import { Injectable } from '@nestjs/common';
import { type DataOf, type Given, RunProposed, RunProposing } from '@takings/contracts';
import type { Done, Stage, Tx } from '@takings/messaging';
import { chargesOf } from './charges-of';
import { proposalsOf, proposeNext } from './proposing';

/**
 * Tells the invoices of a gathered run part by part, so that memory does not grow with the run: each delivery tells some and asks for the
 * rest. Safe to repeat: a part is told once, in the transaction that asks for the next one.
 */
@Injectable()
export class ProposeRun implements Stage<typeof RunProposing> {
  readonly name = 'propose-run';
  readonly takes = [RunProposing];

  key = ({ runId, proposed }: DataOf<typeof RunProposing>) => `propose-run:${runId}:${proposed}`;

  /** Of a run that was stopped meanwhile what is left need not be complete: nobody decides about it any more. */
  async record({ data: { runId, proposed } }: Done<typeof RunProposing>, tx: Tx): Promise<Given[]> {
    const db = await tx.manager();
    const invoices = await proposeNext(db, runId, proposed);
    if (invoices.length === 0) return [];
    const told = proposed + invoices.length;
    const rest = told < (await proposalsOf(db, runId)) ? [RunProposing.of({ runId, proposed: told })] : [];
    return [RunProposed.of({ runId, part: proposed, invoices }), ...(await chargesOf(db, runId, proposed, told)), ...rest];
  }
}
