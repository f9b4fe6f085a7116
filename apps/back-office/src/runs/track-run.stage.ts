import { Injectable } from '@nestjs/common';
import { type DataOf, type Given, RunApproved, RunGathered, RunIssued } from '@takings/contracts';
import type { Done, Stage, Tx } from '@takings/messaging';
import { NotFound } from '@takings/runtime';
import type { EntityManager } from 'typeorm';

type Tracked = typeof RunGathered | typeof RunIssued;

/** Safe to repeat: a run is marked as gathered once, and only that gives the approval which was there before. Either fact may come first. */
@Injectable()
export class TrackRun implements Stage<Tracked> {
  readonly name = 'track-run';
  readonly takes = [RunGathered, RunIssued];

  key = (data: DataOf<Tracked>) => `track-run:${data.runId}:${'totals' in data ? 'gathered' : 'issued'}`;

  async record({ data, event }: Done<Tracked>, tx: Tx): Promise<Given[]> {
    const db = await tx.manager();
    return 'totals' in data ? this.gathered(db, data, event.time) : this.issued(db, data, event.time);
  }

  private async gathered(db: EntityManager, data: DataOf<typeof RunGathered>, at: string) {
    const [[run]] = await db.query(
      `update run set gathered = $2, gathered_at = $3 where run_id = $1 and gathered_at is null returning approved_by`,
      [data.runId, JSON.stringify(data), at],
    );
    if (!run) await this.expectKnown(db, data.runId);
    return run?.approved_by ? [RunApproved.of({ runId: data.runId, approvedBy: run.approved_by })] : [];
  }

  private async issued(db: EntityManager, { runId, invoices }: DataOf<typeof RunIssued>, at: string) {
    const [[run]] = await db.query(
      'update run set issued_invoices = $2, issued_at = coalesce(issued_at, $3) where run_id = $1 returning run_id',
      [runId, invoices, at],
    );
    if (!run) await this.expectKnown(db, runId);
    return [];
  }

  private async expectKnown(db: EntityManager, runId: string) {
    const [known] = await db.query('select 1 from run where run_id = $1', [runId]);
    if (!known) throw new NotFound(`There is no run ${runId} here`);
  }
}
