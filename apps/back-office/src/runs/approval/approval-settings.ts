import { Injectable } from '@nestjs/common';
import { InvalidInput } from '@takings/runtime';
import { rolesInWords } from '@takings/runtime/http';
import { DataSource, type EntityManager } from 'typeorm';
import { changeSetting, settingOf } from '../../settings/settings';
import { STEERS_RUNS } from '../legal-actions';
import { type ApprovalPolicy, STANDARD_POLICY } from './policy';

const NAME = 'approval';

/** The approval policy, as finance has set it. */
@Injectable()
export class ApprovalSettings {
  constructor(private readonly db: DataSource) {}

  async policy(db: Pick<EntityManager, 'query'> = this.db): Promise<ApprovalPolicy> {
    // What was set before a rule was there does not name it.
    return { ...STANDARD_POLICY, ...(await settingOf<ApprovalPolicy>(db, NAME))?.value };
  }

  /** Who is missing for the policy in force to be fulfilled, in a sentence; undefined when nobody is. */
  async missingApprovers(): Promise<string | undefined> {
    const missing = await missingApprovers(this.db, await this.policy());
    return missing && `${missing.charAt(0).toUpperCase()}${missing.slice(1)}.`;
  }

  async view() {
    const setting = await settingOf<ApprovalPolicy>(this.db, NAME);
    return {
      ...STANDARD_POLICY,
      ...setting?.value,
      revision: setting?.revision ?? 0,
      changedBy: setting?.changedBy ?? null,
      changedAt: setting?.changedAt.toISOString() ?? null,
    };
  }

  /** Throws `InvalidInput` for a policy that nobody could fulfil, `Conflict` when somebody else was first. */
  async change(value: ApprovalPolicy, revision: number | undefined, actor: string): Promise<void> {
    await this.db.transaction(async (db) => {
      await expectApprovers(db, value);
      await changeSetting(db, NAME, { value, standard: STANDARD_POLICY, actor, revision });
    });
  }
}

async function expectApprovers(db: EntityManager, policy: ApprovalPolicy): Promise<void> {
  const missing = await missingApprovers(db, policy);
  if (missing) throw new InvalidInput(`approvers: ${missing}`, 'approvers');
  await expectSecondToStop(db, policy.stopUpTo);
}

/** Who is missing for the policy to be fulfilled, in a sentence; undefined when nobody is. */
async function missingApprovers(
  db: Pick<EntityManager, 'query'>,
  { approvers, onePersonUpTo }: ApprovalPolicy,
): Promise<string | undefined> {
  const needed = onePersonUpTo === null ? 1 : 2;
  const [{ persons }] = await db.query(
    `select count(*)::int as persons from person where active and (roles && $1::text[] or 'admin' = any(roles))`,
    [approvers],
  );
  if (persons >= needed) return undefined;
  const there = persons === 0 ? 'nobody who can sign in is' : 'only one person who can sign in is';
  return `${there} among ${rolesInWords(approvers)}; expected roles of at least ${needed === 1 ? 'one person' : 'two persons'}`;
}

async function expectSecondToStop(db: EntityManager, stopUpTo: ApprovalPolicy['stopUpTo']): Promise<void> {
  if (stopUpTo === null) return;
  const [{ persons }] = await db.query(
    `select count(*)::int as persons from person where active and (roles && $1::text[] or 'admin' = any(roles))`,
    [STEERS_RUNS],
  );
  if (persons >= 2) return;
  throw new InvalidInput(`stopUpTo: expected at least two persons who can sign in among ${rolesInWords(STEERS_RUNS)}`, 'stopUpTo');
}
