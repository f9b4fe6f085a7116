import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { validate as isUuid } from 'uuid';
import { LOOK_AGAIN, type Word } from '../sale-flows/look-again/words';

/** Tells those who look at runs, in every process and at the commit, that this one has changed. */
export async function tellRun(db: Pick<EntityManager, 'query'>, runId: string, version: number): Promise<void> {
  await db.query('select pg_notify($1, $2)', [LOOK_AGAIN, JSON.stringify([{ topic: 'run', id: runId, version, owners: [], team: null }])]);
}

/** Tells those who look at this invoice, or at lists of invoices, the same way. */
export async function tellInvoice(db: Pick<EntityManager, 'query'>, invoiceId: string): Promise<void> {
  for (const words of wordsAboutInvoices([invoiceId])) await db.query('select pg_notify($1, $2)', [LOOK_AGAIN, words]);
}

/** Invoices of a run come by the thousand: those who look at it, or at one of them, are told at most this often. */
const TELL_EVERY_MS = 1000;
/** When more invoices than this have changed, everybody who looks at one is told to look again. */
const INVOICES_BY_NAME = 100;
/** PostgreSQL carries at most 8,000 bytes in one word. */
const INVOICES_IN_A_WORD = 40;

/** Tells that invoices, and the runs that they are of, have gone on. A crash may lose it: the next invoice tells again. */
@Injectable()
export class RunProgressWords implements OnModuleDestroy {
  private readonly log = new Logger(RunProgressWords.name);
  private readonly waiting = new Set<string>();
  private timer?: NodeJS.Timeout;

  constructor(private readonly db: DataSource) {}

  /** By the ids of what has changed; what is no invoice is passed over. */
  changed(subjects: Iterable<string | null>) {
    for (const subject of subjects) if (subject && isUuid(subject)) this.waiting.add(subject);
    if (this.waiting.size > 0) this.timer ??= setTimeout(() => void this.tell(), TELL_EVERY_MS).unref();
  }

  onModuleDestroy() {
    clearTimeout(this.timer);
  }

  private async tell() {
    this.timer = undefined;
    const ids = [...this.waiting];
    this.waiting.clear();
    try {
      const runs: { run_id: string; version: number }[] = await this.db.query(RUNS_OF, [ids]);
      for (const { run_id, version } of runs) await tellRun(this.db, run_id, version);
      for (const words of wordsAboutInvoices(ids)) await this.db.query('select pg_notify($1, $2)', [LOOK_AGAIN, words]);
    } catch (error) {
      this.log.warn(`that invoices have gone on could not be told: ${(error as Error).message}`);
    }
  }
}

/** Some facts are about a run itself, or about a stuck item. */
const RUNS_OF = `
  select run_id, version from run
  where run_id = any($1::uuid[]) or run_id in (select run_id from invoice where invoice_id = any($1::uuid[]) or invoice_id in (
    select case when subject ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then subject::uuid end from stuck_item where stuck_id = any($1::uuid[])))`;

function wordsAboutInvoices(ids: readonly string[]): string[] {
  const word = (topic: Word['topic'], id: string): Word => ({ topic, id, version: 0, owners: [], team: null });
  const named = ids.length > INVOICES_BY_NAME ? [''] : ids;
  const words = [word('invoices', ''), ...named.map((id) => word('invoice', id))];
  return Array.from({ length: Math.ceil(words.length / INVOICES_IN_A_WORD) }, (_, at) =>
    JSON.stringify(words.slice(at * INVOICES_IN_A_WORD, (at + 1) * INVOICES_IN_A_WORD)),
  );
}
