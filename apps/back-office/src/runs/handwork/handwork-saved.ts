import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { changeSetting, settingOf } from '../../settings/settings';
import type { RunView } from '../run.view';
import { handworkOf, STANDARD_MINUTES } from './handwork';

const NAME = 'handwork';

interface Minutes {
  readonly minutesPerInvoice: number;
}
const STANDARD: Minutes = { minutesPerInvoice: STANDARD_MINUTES };

/** The work that runs have saved. */
@Injectable()
export class HandworkSaved {
  constructor(private readonly db: DataSource) {}

  /** Runs that have ended say what they saved; of the others nothing can be said yet. */
  async toldOf(runs: readonly RunView[]): Promise<RunView[]> {
    const over = runs.filter(isOver).map(({ runId }) => runId);
    if (over.length === 0) return [...runs];
    const [{ minutesPerInvoice }, helped] = await Promise.all([this.minutes(), this.helped(over)]);
    return runs.map((run) =>
      isOver(run) ? { ...run, handwork: handworkOf({ invoices: run.ended, helped: helped.get(run.runId) ?? 0 }, minutesPerInvoice) } : run,
    );
  }

  async view() {
    const setting = await settingOf<Minutes>(this.db, NAME);
    return {
      ...(setting?.value ?? STANDARD),
      revision: setting?.revision ?? 0,
      changedBy: setting?.changedBy ?? null,
      changedAt: setting?.changedAt.toISOString() ?? null,
    };
  }

  /** Throws `Conflict` when somebody else was first. */
  async change(value: Minutes, revision: number | undefined, actor: string): Promise<void> {
    await this.db.transaction((db) => changeSetting(db, NAME, { value, standard: STANDARD, actor, revision }));
  }

  private async minutes(): Promise<Minutes> {
    return (await settingOf<Minutes>(this.db, NAME))?.value ?? STANDARD;
  }

  /** What waits for a person, and what one decided about. */
  private async helped(runIds: readonly string[]): Promise<Map<string, number>> {
    const rows: { run_id: string; helped: number }[] = await this.db.query(
      `select run_id, count(distinct subject)::int as helped from stuck_item
       where run_id = any($1) and (decided_at is not null or open and waits = 'person') group by 1`,
      [runIds],
    );
    return new Map(rows.map(({ run_id, helped }) => [run_id, helped]));
  }
}

const isOver = ({ state, issued }: RunView) => state === 'finished' && issued > 0;
