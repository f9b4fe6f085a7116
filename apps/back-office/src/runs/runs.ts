import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { RunRequested } from '@takings/contracts';
import { Outbox } from '@takings/messaging';
import { Forbidden } from '@takings/runtime';
import { hasRole, type Person, rolesInWords } from '@takings/runtime/http';
import type { EntityManager } from 'typeorm';
import { keepAudit } from '../audit/audit';
import { pausedOn } from '../customers/pauses/customer-pauses';
import { ApprovalSettings } from './approval/approval-settings';

export interface Request {
  /** YYYY-MM-DD */
  readonly runOn: string;
  readonly person: Person;
  /** Who asks also approves whatever is gathered, as one of the persons that the policy wants. */
  readonly approve: boolean;
}
export interface Scheduled {
  readonly runOn: string;
  /** Names when it was due; of one period there is one run. */
  readonly period: string;
}

/** Who asks for the runs of the schedule. */
const SCHEDULE = 'the schedule';

/** Runs are asked for by people, by scripts and by the schedule. */
@Injectable()
export class Runs {
  constructor(
    private readonly outbox: Outbox,
    private readonly settings: ApprovalSettings,
  ) {}

  /** Throws `Forbidden` when it is to be approved by somebody who may not. */
  async request({ runOn, person, approve }: Request): Promise<string> {
    const runId = randomUUID();
    await this.outbox.during(async (db, give) => {
      if (approve) await this.expectApprover(db, person);
      const chargesEntered = await enteredSoFar(db);
      await db.query('insert into run (run_id, run_on, requested_by, requested_by_id, charges_entered) values ($1, $2, $3, $4, $5)', [
        ...[runId, runOn, person.name, person.id, chargesEntered],
      ]);
      await keepAudit(db, { actor: person.name, action: 'run requested', about: runId, detail: { runOn, chargesEntered } });
      if (approve) {
        await db.query('insert into run_approval (run_id, person_id, name) values ($1, $2, $3)', [runId, person.id, person.name]);
        await keepAudit(db, { actor: person.name, action: 'run approved', about: runId, detail: { what: 'approved with the request' } });
      }
      const pausedCustomers = await pausedOn(db, runOn);
      give(RunRequested.of({ runId, runOn, requestedBy: person.name, chargesEntered, pausedCustomers }));
    });
    return runId;
  }

  /** Undefined when the run of this period is there already, whoever else asked for it at the same moment. */
  async requestScheduled({ runOn, period }: Scheduled): Promise<string | undefined> {
    return this.outbox.during(async (db, give) => {
      const chargesEntered = await enteredSoFar(db);
      const [run] = await db.query(
        `insert into run (run_id, run_on, requested_by, charges_entered, period) values ($1, $2, $3, $4, $5)
         on conflict (period) do nothing returning run_id`,
        [randomUUID(), runOn, SCHEDULE, chargesEntered, period],
      );
      if (!run) return undefined;
      const runId: string = run.run_id;
      await keepAudit(db, { actor: SCHEDULE, action: 'run requested', about: runId, detail: { runOn, period, chargesEntered } });
      const pausedCustomers = await pausedOn(db, runOn);
      give(RunRequested.of({ runId, runOn, requestedBy: SCHEDULE, chargesEntered, pausedCustomers }));
      return runId;
    });
  }

  private async expectApprover(db: EntityManager, person: Person) {
    const { approvers } = await this.settings.policy(db);
    if (!hasRole(person, approvers)) throw new Forbidden(`By the approval policy approving is for ${rolesInWords(approvers)}.`, 'role');
  }
}

async function enteredSoFar(db: EntityManager): Promise<number> {
  const [{ chargesEntered }] = await db.query('select coalesce(sum(charges), 0)::int as "chargesEntered" from charge_batch');
  return chargesEntered;
}
