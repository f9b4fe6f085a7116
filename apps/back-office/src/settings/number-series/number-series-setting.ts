import { Injectable } from '@nestjs/common';
import { NumberSeriesChanged } from '@takings/contracts';
import { InvalidInput } from '@takings/runtime';
import { DataSource, type EntityManager } from 'typeorm';
import { ToldSettings } from '../told-settings';
import type { NumberSeries } from './number-series';

const NAME = 'number-series';

/**
 * Prefix and next number. The collector gives the numbers out and never one twice, whatever is set here; what is refused here is what could
 * only be a slip.
 */
@Injectable()
export class NumberSeriesSetting {
  constructor(
    private readonly settings: ToldSettings,
    private readonly db: DataSource,
  ) {}

  async view() {
    const view = await this.settings.view<NumberSeries>(NAME);
    return { ...view, lastGiven: await lastGiven(this.db, view.setting?.prefix ?? '') };
  }

  /** Throws `InvalidInput` for a number that has been passed, `Conflict` when somebody else was first. */
  async change(value: NumberSeries, revision: number | undefined, actor: string): Promise<void> {
    const told = (by: { revision: number; changedBy: string }) => NumberSeriesChanged.of({ setting: NAME, ...by, ...value });
    await this.settings.change({ name: NAME, value, revision, actor, told, also: (db) => expectAhead(db, value) });
  }
}

/** The last number that begins so, as far as has been heard; null before the first. Its index finds it at once. */
async function lastGiven(db: Pick<EntityManager, 'query'>, beginning: string): Promise<string | null> {
  const [last]: { number: string }[] = await db.query(
    `select invoice_number as number from invoice
     where invoice_number collate "C" >= $1 and invoice_number collate "C" < $1 || '~' order by invoice_number collate "C" desc limit 1`,
    [beginning],
  );
  return last?.number ?? null;
}

async function expectAhead(db: EntityManager, { prefix, startsAt }: NumberSeries): Promise<void> {
  if (!startsAt) return;
  const series = `${prefix}${startsAt.year}-`;
  const given = await lastGiven(db, series);
  const last = Number(given?.slice(series.length));
  if (given === null || startsAt.number > last) return;
  throw new InvalidInput(`${given} has been given out; expected a number above ${last}, or none to go on`, 'startsAt.number');
}
