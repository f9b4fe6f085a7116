import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { z } from 'zod';
import { changeSetting, settingOf } from '../settings/settings';

const NAME = 'stuck';

export const StuckPolicy = z.strictObject({
  onePersonUpToMinor: z
    .int()
    .nonnegative()
    .nullable()
    .describe('What one person may let go alone, in minor units of its currency; more needs a second person. Null: whatever it is'),
});
export type StuckPolicy = z.output<typeof StuckPolicy>;

/** Until it is set up. */
const STANDARD: StuckPolicy = { onePersonUpToMinor: 50_000 };

/** What finance has set about letting stuck money go. */
@Injectable()
export class StuckSettings {
  constructor(private readonly db: DataSource) {}

  async policy(db: Pick<EntityManager, 'query'> = this.db): Promise<StuckPolicy> {
    return (await settingOf<StuckPolicy>(db, NAME))?.value ?? STANDARD;
  }

  async view() {
    const setting = await settingOf<StuckPolicy>(this.db, NAME);
    return {
      ...(setting?.value ?? STANDARD),
      revision: setting?.revision ?? 0,
      changedBy: setting?.changedBy ?? null,
      changedAt: setting?.changedAt.toISOString() ?? null,
    };
  }

  /** Throws `Conflict` when somebody else was first. */
  async change(value: StuckPolicy, revision: number | undefined, actor: string): Promise<void> {
    await this.db.transaction((db) => changeSetting(db, NAME, { value, standard: STANDARD, actor, revision }));
  }
}

/** Whether letting it go needs a second person. */
export const needsSecond = ({ onePersonUpToMinor }: StuckPolicy, { risk_minor }: { readonly risk_minor: string }): boolean =>
  onePersonUpToMinor !== null && Number(risk_minor) > onePersonUpToMinor;
