import { Injectable } from '@nestjs/common';
import { InvalidInput } from '@takings/runtime';
import { rolesInWords } from '@takings/runtime/http';
import { DataSource, type EntityManager } from 'typeorm';
import { changeSetting, settingOf } from '../../settings/settings';
import { type ApprovalPolicy, STANDARD_POLICY } from './policy';

const NAME = 'approval';

/** The approval policy, as finance has set it. */
@Injectable()
export class ApprovalSettings {
  constructor(private readonly db: DataSource) {}

  async policy(db: Pick<EntityManager, 'query'> = this.db): Promise<ApprovalPolicy> {
    return (await settingOf<ApprovalPolicy>(db, NAME))?.value ?? STANDARD_POLICY;
  }

  async view() {
    const setting = await settingOf<ApprovalPolicy>(this.db, NAME);
    return {
      ...(setting?.value ?? STANDARD_POLICY),
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

async function expectApprovers(db: EntityManager, { approvers, onePersonUpTo }: ApprovalPolicy): Promise<void> {
  const needed = onePersonUpTo === null ? 1 : 2;
  const [{ persons }] = await db.query(
    `select count(*)::int as persons from person where active and (roles && $1::text[] or 'admin' = any(roles))`,
    [approvers],
  );
  if (persons >= needed) return;
  const there = persons === 0 ? 'nobody who can sign in is' : 'only one person who can sign in is';
  throw new InvalidInput(
    `approvers: ${there} among ${rolesInWords(approvers)}; expected roles of at least ${needed === 1 ? 'one person' : 'two persons'}`,
    'approvers',
  );
}
