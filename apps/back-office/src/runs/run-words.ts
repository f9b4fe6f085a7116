import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { LOOK_AGAIN } from '../sale-flows/look-again/words';

/** Tells those who look at runs, in every process and at the commit, that this one has changed. */
export async function tellRun(db: Pick<EntityManager, 'query'>, runId: string, version: number): Promise<void> {
  await db.query('select pg_notify($1, $2)', [LOOK_AGAIN, JSON.stringify([{ topic: 'run', id: runId, version, owners: [], team: null }])]);
}

/** Invoices of a run come by the thousand: those who look at it are told at most this often. */
const TELL_EVERY_MS = 1000;

/** Tells that invoices of runs have gone on. A crash may lose it: the next invoice tells again. */
@Injectable()
export class RunProgressWords implements OnModuleDestroy {
  private readonly log = new Logger(RunProgressWords.name);
  private readonly waiting = new Set<string>();
  private timer?: NodeJS.Timeout;

  constructor(private readonly db: DataSource) {}

  changed(runIds: Iterable<string>) {
    for (const runId of runIds) this.waiting.add(runId);
    this.timer ??= setTimeout(() => void this.tell(), TELL_EVERY_MS).unref();
  }

  onModuleDestroy() {
    clearTimeout(this.timer);
  }

  private async tell() {
    this.timer = undefined;
    const runIds = [...this.waiting];
    this.waiting.clear();
    try {
      const rows: { run_id: string; version: number }[] = await this.db.query('select run_id, version from run where run_id = any($1)', [
        runIds,
      ]);
      for (const { run_id, version } of rows) await tellRun(this.db, run_id, version);
    } catch (error) {
      this.log.warn(`that runs have gone on could not be told: ${(error as Error).message}`);
    }
  }
}
