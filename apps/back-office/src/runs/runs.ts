import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { RunApproved, RunRequested } from '@takings/contracts';
import { Outbox } from '@takings/messaging';
import { Conflict, NotFound } from '@takings/runtime';
import { keepAudit } from '../audit/audit';

export interface Request {
  /** YYYY-MM-DD */
  readonly runOn: string;
  readonly actor: string;
  /** Who asks also approves: the invoices go out as soon as they are gathered. */
  readonly approve: boolean;
}

/** What people decide about runs. */
@Injectable()
export class Runs {
  constructor(private readonly outbox: Outbox) {}

  async request({ runOn, actor, approve }: Request): Promise<string> {
    const runId = randomUUID();
    await this.outbox.during(async (db, give) => {
      const [{ chargesEntered }] = await db.query('select coalesce(sum(charges), 0)::int as "chargesEntered" from charge_batch');
      await db.query(
        `insert into run (run_id, run_on, requested_by, charges_entered, approved_by, approved_at)
         values ($1, $2, $3, $4, $5, case when $5::text is not null then now() end)`,
        [runId, runOn, actor, chargesEntered, approve ? actor : null],
      );
      await keepAudit(db, { actor, action: 'run requested', about: runId, detail: { runOn, chargesEntered } });
      if (approve) await keepAudit(db, { actor, action: 'run approved', about: runId });
      give(RunRequested.of({ runId, runOn, requestedBy: actor, chargesEntered }));
    });
    return runId;
  }

  /**
   * Approves a run, gathered or still to be gathered; the same person may say so again. Whichever comes last, approval or gathering, lets the
   * invoices go: both change the same row, so one of them sees the other. Throws `NotFound`, or `Conflict` when somebody else was first.
   */
  async approve(runId: string, actor: string): Promise<void> {
    await this.outbox.during(async (db, give) => {
      const [[run]] = await db.query(
        `update run set approved_by = $2, approved_at = now() where run_id = $1 and approved_by is null returning gathered_at is not null as gathered`,
        [runId, actor],
      );
      if (!run)
        return this.refuseSecond(runId, actor, await db.query('select approved_by, approved_at from run where run_id = $1', [runId]));
      await keepAudit(db, { actor, action: 'run approved', about: runId });
      if (run.gathered) give(RunApproved.of({ runId, approvedBy: actor }));
    });
  }

  private refuseSecond(runId: string, actor: string, [run]: { approved_by: string; approved_at: Date }[]) {
    if (!run) throw new NotFound(`There is no run ${runId}`);
    if (run.approved_by !== actor) throw new Conflict(`${run.approved_by} approved this run on ${run.approved_at.toISOString()}`);
  }
}
