import { Injectable } from '@nestjs/common';
import { type Given, RunApproved } from '@takings/contracts';
import { NotFound } from '@takings/runtime';
import type { EntityManager } from 'typeorm';
import { keepAudit } from '../audit/audit';
import { ApprovalSettings } from './approval/approval-settings';
import { type ApprovalPolicy, personsFor, ruleOf, stopNeedsTwo } from './approval/policy';
import { type Approval, approvalsOf, type LeftOut, leftOutOf, type Standing, standingOf, unusualIn } from './left-out';
import { hasEnded } from './ended';
import type { Gate } from './legal-actions';
import { RUN_COLUMNS, type RunRow } from './run-row';
import { tellRun } from './run-words';

export interface LockedRun {
  readonly run: RunRow;
  readonly gate: Gate;
  readonly standing: Standing;
}

/** Whose approval it is when the policy lets a run go. */
const POLICY = 'Takings';

/** Where a run waits until it may go out. */
@Injectable()
export class RunGate {
  constructor(private readonly settings: ApprovalSettings) {}

  /** The run as it stands, held to the end of the transaction: two decisions about it come one after the other. Throws `NotFound`. */
  async locked(db: EntityManager, runId: string): Promise<LockedRun> {
    const [run]: RunRow[] = await db.query(`select ${RUN_COLUMNS} from run where run_id = $1 for update`, [runId]);
    if (!run) throw new NotFound(`There is no run ${runId}`);
    const [leftOut, approvals, unusual, policy] = [
      await leftOutOf(db, [runId]),
      await approvalsOf(db, [runId]),
      await unusualIn(db, [runId]),
      await this.settings.policy(db),
    ];
    const ended = run.issued_invoices !== null && (await hasEnded(db, run));
    const gate = gateOf(run, { leftOut, approvals, unusual: unusual.get(runId) ?? 0, policy, ended });
    return { run, gate, standing: standingOf(run, leftOut) };
  }

  /**
   * Opens the gate once all that was gathered is there to be looked at: from then on people decide, unless the policy lets the run go or
   * enough have approved it beforehand. Answers with the approval, if that is so.
   */
  async open(db: EntityManager, runId: string): Promise<Given[]> {
    const { run } = await this.locked(db, runId);
    const complete = run.gathered && run.proposed >= (run.gathered.proposals ?? 0);
    if (!complete || run.ready_at || run.stopped_at) return [];
    await db.query('update run set ready_at = now(), version = version + 1 where run_id = $1', [runId]);
    await tellRun(db, runId, run.version + 1);
    // Approved before runs had a gate.
    if (run.approved_by) return [RunApproved.of({ runId, approvedBy: run.approved_by, decisions: 0 })];
    return this.letGo(db, runId);
  }

  /** Marks a run as approved when what was given is enough by now. `RunApproved`, if it is. */
  async letGo(db: EntityManager, runId: string): Promise<Given[]> {
    const { run, gate, standing } = await this.locked(db, runId);
    if (standing.invoices === 0) return [];
    const counted = gate.approvals.filter(({ personId }) => gate.rule !== 'two' || personId !== run.requested_by_id);
    const untouched = run.decisions === 0 && gate.approvals.length === 0;
    const byPolicy = gate.rule === 'automatic' && untouched;
    if (!byPolicy && counted.length < personsFor(gate.rule)) return [];
    const approvedBy = byPolicy ? POLICY : counted.map(({ name }) => name).join(' and ');
    await db.query('update run set approved_by = $2, approved_at = now() where run_id = $1', [runId, approvedBy]);
    if (byPolicy) {
      const what = 'approved by the policy: nothing unusual, and under the limit';
      await keepAudit(db, { actor: POLICY, action: 'run approved', about: runId, detail: { what, ...standing } });
    }
    return [RunApproved.of({ runId, approvedBy, decisions: run.decisions })];
  }
}

interface Around {
  readonly leftOut: readonly LeftOut[];
  readonly approvals: readonly Approval[];
  readonly unusual: number;
  readonly policy: ApprovalPolicy;
  readonly ended: boolean;
}

export function gateOf(run: RunRow, { leftOut, approvals, unusual, policy, ended }: Around): Gate {
  const { invoices, totals } = standingOf(run, leftOut);
  return {
    requestedById: run.requested_by_id,
    gathered: run.gathered !== null,
    ready: run.ready_at !== null,
    approvedBy: run.approved_by,
    approvedAt: run.approved_at,
    issued: run.issued_invoices !== null,
    ended,
    pausedBy: run.paused_by,
    stoppedBy: run.stopped_by,
    stoppedAt: run.stopped_at,
    stopAskedById: run.stop_asked_by_id,
    stopNeedsTwo: stopNeedsTwo(policy, { totals }),
    itemised: run.gathered?.proposals !== undefined,
    included: invoices,
    leftOut: leftOut.reduce((sum, one) => sum + one.invoices, 0),
    approvals,
    rule: ruleOf(policy, { totals, unusual }),
    policy,
  };
}
