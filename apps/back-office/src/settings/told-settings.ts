import { Injectable } from '@nestjs/common';
import type { Given } from '@takings/contracts';
import { Outbox } from '@takings/messaging';
import { DataSource, type EntityManager } from 'typeorm';
import { z } from 'zod';
import { History, historyOf } from '../audit/history';
import { changeSetting, settingOf } from './settings';

interface Change<Value> {
  readonly name: string;
  readonly value: Value;
  readonly revision: number | undefined;
  readonly actor: string;
  /** The fact that tells it to the apps that go by it; none when it is gone by here alone. */
  readonly told?: (by: { readonly revision: number; readonly changedBy: string }) => Given;
  /** What else belongs to it, or must hold, in its transaction. */
  readonly also?: (db: EntityManager) => Promise<void>;
}

/** Settings that other apps go by: each is kept here, audited, and told as a whole in one transaction. */
@Injectable()
export class ToldSettings {
  constructor(
    private readonly db: DataSource,
    private readonly outbox: Outbox,
  ) {}

  /** `setting` is null while nobody has set it; the apps then go by what the installation gave them. */
  async view<Value>(name: string) {
    const setting = await settingOf<Value>(this.db, name);
    const [{ history }]: [{ history: z.output<typeof History> }] = await this.db.query(`select ${historyOf('$1')} as history`, [name]);
    return {
      setting: setting?.value ?? null,
      revision: setting?.revision ?? 0,
      changedBy: setting?.changedBy ?? null,
      changedAt: setting?.changedAt.toISOString() ?? null,
      history,
    };
  }

  /** Throws `Conflict` when somebody else was first. */
  async change<Value extends object>({ name, value, revision, actor, told, also }: Change<Value>): Promise<void> {
    await this.outbox.during(async (db, give) => {
      await also?.(db);
      const now = await changeSetting(db, name, { value, standard: null, actor, revision });
      if (told) give(told({ revision: now, changedBy: actor }));
    });
  }
}

/** Of a fact that tells a setting: what is told, without which setting it is and who changed it. */
export const TOLD_OF = { setting: true, revision: true, changedBy: true } as const;

/** How such a setting is shown. */
export const settingView = <T extends z.ZodType>(value: T) =>
  z.object({
    setting: value.nullable().describe('Null while nobody has set it: what the installation gave holds'),
    revision: z.int().nonnegative().describe('0 while nobody has set it'),
    changedBy: z.string().nullable(),
    changedAt: z.iso.datetime().nullable(),
    history: History,
  });

export const seenRevision = { revision: z.int().nonnegative().optional().describe('The revision that the change began from') };
