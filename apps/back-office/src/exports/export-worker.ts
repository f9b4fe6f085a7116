import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import type { Person } from '@takings/runtime/http';
import { DataSource, type EntityManager } from 'typeorm';
import { BYTE_ORDER_MARK, csvLine } from '../csv/csv-lines';
import { ExportLists } from './export-lists';
import type { ListName } from './export.view';
import { Exports } from './exports';

const LOOK_EVERY_MS = 5000;
const ROWS_TOGETHER = 1000;
const TRIES = 3;

interface Step {
  readonly export_id: string;
  readonly list: ListName;
  readonly filters: Record<string, unknown>;
  /** Who asked, as they were then. */
  readonly asker: Person;
  readonly cursor: string | null;
  readonly pieces: number;
  readonly rows_in_all: number | null;
}

/**
 * Makes what was asked for, a piece at a time. Any number of processes may: each holds the row of what it works on until its piece and the
 * place to go on from are kept in one transaction, so a process that is killed loses that piece alone, and another goes on.
 */
@Injectable()
export class ExportWorker implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly log = new Logger(ExportWorker.name);
  private timer?: NodeJS.Timeout;
  private stopping = false;
  private working?: Promise<void>;

  constructor(
    private readonly db: DataSource,
    private readonly exports: Exports,
    private readonly lists: ExportLists,
  ) {}

  onApplicationBootstrap() {
    this.timer = setInterval(() => this.look(), LOOK_EVERY_MS).unref();
    this.look();
  }

  async onModuleDestroy() {
    this.stopping = true;
    clearInterval(this.timer);
    await this.working;
  }

  /** Sees to all there is, unless this process is at it already. */
  look() {
    this.working ??= this.seeToAll()
      .catch((error: Error) => this.log.warn(`downloads cannot be made: ${error.message}`))
      .finally(() => (this.working = undefined));
  }

  /** Makes one piece of what has waited longest. False when there is nothing that nobody else is at. */
  async step(): Promise<boolean> {
    let at: Step | undefined;
    try {
      return await this.db.transaction(async (db) => {
        [at] = await db.query(NEXT);
        if (!at) return false;
        await this.addPiece(db, at);
        return true;
      });
    } catch (error) {
      if (!at) throw error;
      this.log.warn(`a piece of the download ${at.export_id} could not be made: ${(error as Error).message}`);
      await this.db.query(FAILED, [at.export_id, TRIES]);
      return true;
    }
  }

  private async seeToAll() {
    await this.exports.forget();
    while (!this.stopping && (await this.step()));
  }

  private async addPiece(db: EntityManager, { export_id, list, filters, asker, cursor, pieces, rows_in_all }: Step) {
    const { filters: read, page, count, columns } = this.lists.of(list);
    const asked = read.parse(filters);
    const inAll = rows_in_all ?? (await count?.(asked)) ?? null;
    const { rows, next } = await page(asked, cursor ?? undefined, ROWS_TOGETHER, asker);
    const cells = Object.values(columns);
    const head = pieces === 0 ? BYTE_ORDER_MARK + csvLine(Object.keys(columns)) : '';
    const content = head + rows.map((row) => csvLine(cells.map((cell) => cell(row)))).join('');
    await db.query('insert into list_export_piece (export_id, piece, content) values ($1, $2, $3)', [export_id, pieces, content]);
    await db.query(ADDED, [export_id, next, rows.length, inAll]);
  }
}

const NEXT = `
  select export_id, list, filters, asker, cursor, pieces, rows_in_all from list_export
  where finished_at is null and fault is null order by worked_at for update skip locked limit 1`;

const ADDED = `
  update list_export set cursor = $2, pieces = pieces + 1, rows = rows + $3, rows_in_all = $4, failures = 0, worked_at = clock_timestamp(),
    finished_at = case when $2::text is null then clock_timestamp() end
  where export_id = $1`;

const FAILED = `
  update list_export set failures = failures + 1, worked_at = clock_timestamp(),
    fault = case when failures + 1 >= $2 then 'The list could not be read to its end. Try again later.' end
  where export_id = $1`;
