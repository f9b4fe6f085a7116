import { Injectable } from '@nestjs/common';
import { type DataOf, type Given, RunGathered, RunIssued } from '@takings/contracts';
import type { Done, Stage, Tx } from '@takings/messaging';
import { NotFound } from '@takings/runtime';
import type { EntityManager } from 'typeorm';
import { RunGate } from './run-gate';
import { tellRun } from './run-words';

type Tracked = typeof RunGathered | typeof RunIssued;

/** Safe to repeat: a run is marked as gathered once, and its gate opens once. Either fact may come first. */
@Injectable()
export class TrackRun implements Stage<Tracked> {
  readonly name = 'track-run';
  readonly takes = [RunGathered, RunIssued];

  constructor(private readonly gate: RunGate) {}

  key = (data: DataOf<Tracked>) => `track-run:${data.runId}:${'totals' in data ? 'gathered' : 'issued'}`;

  async record({ data, event }: Done<Tracked>, tx: Tx): Promise<Given[]> {
    const db = await tx.manager();
    return 'totals' in data ? this.gathered(db, data, event.time) : this.issued(db, data, event.time);
  }

  private async gathered(db: EntityManager, data: DataOf<typeof RunGathered>, at: string) {
    await db.query('update run set gathered = $2, gathered_at = $3 where run_id = $1 and gathered_at is null', [
      data.runId,
      JSON.stringify(data),
      at,
    ]);
    return this.gate.open(db, data.runId);
  }

  private async issued(db: EntityManager, { runId, invoices }: DataOf<typeof RunIssued>, at: string) {
    const [[run]] = await db.query(
      `update run set issued_invoices = $2, issued_at = coalesce(issued_at, $3), version = version + 1 where run_id = $1 returning version`,
      [runId, invoices, at],
    );
    if (!run) throw new NotFound(`There is no run ${runId} here`);
    await tellRun(db, runId, run.version);
    return [];
  }
}
