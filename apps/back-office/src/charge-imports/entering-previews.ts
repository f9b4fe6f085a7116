import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Outbox } from '@takings/messaging';
import { Conflict, NotFound } from '@takings/runtime';
import { DataSource, type EntityManager } from 'typeorm';
import { keepAudit } from '../audit/audit';
import { BATCH_SIZE } from '../charges/intake';
import { ImportKinds, type KindName } from './kinds';
import { lookAgain } from './look-again';

export interface ImportRow {
  readonly import_id: string;
  readonly kind: KindName;
  readonly source: 'csv';
  readonly name: string;
  readonly state: 'reading' | 'preview' | 'entering' | 'entered' | 'dropped';
  readonly revision: number;
  readonly fresh: number;
  readonly known: number;
  readonly rejected: number;
  readonly sums: unknown;
  readonly entered_by: string | null;
  readonly entered_to: string;
  readonly ended_at: Date | null;
}

/** Who has not moved for so long has ended: another process goes on. */
const SILENT_MS = 15_000;

/**
 * Enters what was previewed, batch by batch, each with how far it has come in one transaction: so whoever ends in the middle is followed by
 * another process, and every row is entered once.
 */
@Injectable()
export class EnteringPreviews implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly log = new Logger(EnteringPreviews.name);
  private readonly inHand = new Map<string, Promise<void>>();
  private ends = false;
  private timer?: NodeJS.Timeout;

  constructor(
    private readonly db: DataSource,
    private readonly outbox: Outbox,
    private readonly kinds: ImportKinds,
  ) {}

  onApplicationBootstrap() {
    this.timer = setInterval(() => void this.goOn(), SILENT_MS).unref();
  }

  async onModuleDestroy() {
    this.ends = true;
    clearInterval(this.timer);
    await Promise.all(this.inHand.values());
  }

  /** Throws `Conflict` in words when it is not what was looked at any more, and then what there is now is the next preview. */
  async enter(importId: string, revision: number, actor: string): Promise<void> {
    const stale = await this.db.transaction(async (db) => {
      const row = await lockedImport(db, importId);
      const refusal = whyNotEnter(row) ?? (await whyGone(db, row));
      if (refusal) throw new Conflict(refusal);
      if (row.revision !== revision) return CHANGED;
      if (await lookAgain(db, row, this.kinds.of(row.kind))) return CHANGED;
      await db.query(`update charge_import set state = 'entering', entered_by = $2, beat_at = now() where import_id = $1`, [
        importId,
        actor,
      ]);
      const { kind, name, fresh, known, rejected, sums } = row;
      const what = `entered ${fresh} ${kind === 'charges' ? 'charges' : 'card references'} of ${name}`;
      const action = kind === 'charges' ? 'charges entered' : 'card references entered';
      await keepAudit(db, { actor, action, about: importId, detail: { what, source: 'csv', name, fresh, known, rejected, sums } });
      return undefined;
    });
    if (stale) throw new Conflict(stale);
    void this.work(importId);
  }

  async drop(importId: string): Promise<void> {
    await this.db.transaction(async (db) => {
      const row = await lockedImport(db, importId);
      if (row.state !== 'preview') throw new Conflict(whyNotEnter(row) ?? 'There is nothing to throw away.');
      await db.query('delete from import_row where import_id = $1', [importId]);
      await db.query(`update charge_import set state = 'dropped', ended_at = now() where import_id = $1`, [importId]);
    });
  }

  private async goOn(): Promise<void> {
    try {
      const rows: { import_id: string }[] = await this.db.query(
        `select import_id from charge_import where state = 'entering' and beat_at < now() - $1::integer * interval '1 millisecond'`,
        [SILENT_MS],
      );
      for (const { import_id } of rows) void this.work(import_id);
      for (const sql of SWEEP) await this.db.query(sql);
    } catch (error) {
      this.log.warn(`imports could not be looked after: ${(error as Error).message}`);
    }
  }

  private work(importId: string): Promise<void> {
    const known = this.inHand.get(importId);
    if (known) return known;
    const work = this.enterAll(importId)
      // The next look finds it silent, and somebody goes on.
      .catch((error: Error) => this.log.warn(`the import ${importId} stopped on its way and is taken up again: ${error.message}`))
      .finally(() => this.inHand.delete(importId));
    this.inHand.set(importId, work);
    return work;
  }

  private async enterAll(importId: string): Promise<void> {
    while (!this.ends && (await this.enterNext(importId)));
  }

  /** False when there is nothing left to be done. */
  private enterNext(importId: string): Promise<boolean> {
    return this.outbox.during(async (db, give) => {
      const row = await lockedImport(db, importId);
      if (row.state !== 'entering') return false;
      const next: { line: string; item: object }[] = await db.query(
        'select line, item from import_row where import_id = $1 and line > $2 order by line limit $3',
        [importId, row.entered_to, BATCH_SIZE],
      );
      if (next.length === 0) {
        await this.end(db, importId);
        return false;
      }
      const rows = next.map(({ line, item }) => ({ line: Number(line), item }));
      const entered = await this.kinds.of(row.kind).take(db, give, rows, { source: row.source, actor: row.entered_by! });
      await db.query(
        `update charge_import set entered_to = $2, entered = entered + $3, not_entered = not_entered + $4, beat_at = now() where import_id = $1`,
        [importId, rows.at(-1)!.line, entered, rows.length - entered],
      );
      return true;
    });
  }

  private async end(db: EntityManager, importId: string) {
    await db.query('delete from import_row where import_id = $1', [importId]);
    await db.query(`update charge_import set state = 'entered', ended_at = now() where import_id = $1`, [importId]);
  }
}

const CHANGED = 'This preview has changed since you looked at it: some of it has come in meanwhile. Look again before you enter it.';

async function lockedImport(db: EntityManager, importId: string): Promise<ImportRow> {
  const [row]: ImportRow[] = await db.query('select * from charge_import where import_id = $1 for update', [importId]);
  if (!row) throw new NotFound(`There is no import ${importId}`);
  return row;
}

/** Why it cannot be entered now, in a sentence; null when it can. */
export function whyNotEnter({
  state,
  entered_by,
  ended_at,
  fresh,
}: Pick<ImportRow, 'state' | 'entered_by' | 'ended_at' | 'fresh'>): string | null {
  if (state === 'entering') return `${entered_by} is entering this file.`;
  if (state === 'entered')
    return `${entered_by} entered this file${ended_at ? ` on ${ended_at.toISOString().slice(0, 16).replace('T', ' at ')} UTC` : ''}.`;
  if (state === 'dropped') return 'This preview was thrown away. Choose the file again.';
  if (state === 'reading') return 'This file is still being read.';
  return fresh === 0 ? 'Nothing in this file is new.' : null;
}

/** Rows of a preview do not outlive a crash of the database: then they are fewer than were counted. */
async function whyGone(db: EntityManager, { import_id, fresh }: ImportRow): Promise<string | null> {
  const [{ rows }] = await db.query('select count(*)::int as rows from import_row where import_id = $1', [import_id]);
  return rows === fresh ? null : 'The rows of this preview are not kept any more. Choose the file again.';
}

/** A preview is of its day; who broke off left rows behind; and what was rejected has been looked at by then. */
const SWEEP = [
  `with gone as (
     update charge_import set state = 'dropped', ended_at = now()
     where (state = 'preview' and beat_at < now() - interval '1 day') or (state = 'reading' and beat_at < now() - interval '10 minutes')
     returning import_id)
   delete from import_row r using gone where r.import_id = gone.import_id`,
  `with gone as (
     update charge_import set rejected_kept = 0 where rejected_kept > 0 and started_at < now() - interval '30 days' returning import_id)
   delete from import_fault f using gone where f.import_id = gone.import_id`,
];
