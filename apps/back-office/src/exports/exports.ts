import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Conflict, Forbidden, InvalidInput, NotFound } from '@takings/runtime';
import { hasRole, type Person, rolesInWords } from '@takings/runtime/http';
import { DataSource, type EntityManager } from 'typeorm';
import { keepAudit } from '../audit/audit';
import { mayUse } from './export-list';
import { ExportLists } from './export-lists';
import { EXPORT_COLUMNS, type ExportRow, type ExportView, exportView, type ListName } from './export.view';

/** For how long a download is kept, in hours. */
export class KeptHours {
  constructor(readonly hours: number) {}
}

/** Made at the same time for one person. */
const MOST_UNDER_WAY = 5;
const LATEST = 20;

/** Downloads of lists, each for the one who asked. */
@Injectable()
export class Exports {
  constructor(
    private readonly db: DataSource,
    private readonly lists: ExportLists,
    private readonly kept: KeptHours,
  ) {}

  /** Who asks for the same again while it is being made gets that one. Throws `InvalidInput`, `Forbidden`, or `Conflict` when too many are under way. */
  async ask(list: ListName, filters: unknown, person: Person): Promise<ExportView> {
    this.expectToSee(list, person);
    this.expectFilters(list, filters);
    const asked = JSON.stringify(filters);
    return this.db.transaction(async (db) => {
      await db.query(`select pg_advisory_xact_lock(hashtext('exports of ' || $1))`, [person.id]);
      const underWay: ExportRow[] = await db.query(
        `select ${EXPORT_COLUMNS} from list_export where asked_by_id = $1 and finished_at is null and fault is null`,
        [person.id],
      );
      const [same]: ExportRow[] = await db.query(
        `select ${EXPORT_COLUMNS} from list_export
         where asked_by_id = $1 and finished_at is null and fault is null and list = $2 and filters = $3 limit 1`,
        [person.id, list, asked],
      );
      if (same) return exportView(same);
      if (underWay.length >= MOST_UNDER_WAY)
        throw new Conflict(`${MOST_UNDER_WAY} of your downloads are being made. Wait until one of them is done.`);
      return exportView(await this.enter(db, { list, asked, person }));
    });
  }

  /** The latest of the person that are still kept, the newest first. */
  async latest({ id }: Person): Promise<ExportView[]> {
    const rows: ExportRow[] = await this.db.query(
      `select ${EXPORT_COLUMNS} from list_export where asked_by_id = $1 and expires_at > now() order by asked_at desc limit ${LATEST}`,
      [id],
    );
    return rows.map(exportView);
  }

  /** Throws `NotFound` for one that somebody else asked for, or that is no longer kept. */
  async one(exportId: string, { id }: Person): Promise<ExportView> {
    const [row]: ExportRow[] = await this.db.query(
      `select ${EXPORT_COLUMNS} from list_export where export_id = $1 and asked_by_id = $2 and expires_at > now()`,
      [exportId, id],
    );
    if (!row) throw new NotFound('There is no such download of yours. Downloads are kept for a while only; ask for the list again.');
    return exportView(row);
  }

  /** Hands it out, piece by piece. Throws `NotFound`, `Forbidden`, or `Conflict` while it is being made. */
  async file(exportId: string, person: Person): Promise<{ name: string; content: AsyncIterable<string> }> {
    const { list, rows, state, fileName } = await this.one(exportId, person);
    this.expectToSee(list, person);
    if (state !== 'ready') throw new Conflict('This download is not ready. Wait until it is, or ask for it again.');
    await keepAudit(this.db, { actor: person.name, action: 'list downloaded', about: exportId, detail: { list, rows } });
    return { name: fileName, content: this.pieces(exportId) };
  }

  /** Forgets those that are no longer kept. */
  async forget(): Promise<void> {
    await this.db.query('delete from list_export where expires_at < now()');
  }

  private async enter(db: EntityManager, { list, asked, person }: { list: ListName; asked: string; person: Person }): Promise<ExportRow> {
    const [row]: ExportRow[] = await db.query(
      `insert into list_export (export_id, list, filters, asked_by_id, asked_by, asker, expires_at)
       values ($1, $2, $3, $4, $5, $6, now() + $7 * interval '1 hour') returning ${EXPORT_COLUMNS}`,
      [randomUUID(), list, asked, person.id, person.name, JSON.stringify(person), this.kept.hours],
    );
    const detail = { list, ...(asked !== '{}' && { filters: JSON.parse(asked) }) };
    await keepAudit(db, { actor: person.name, action: 'list export asked for', about: row!.export_id, detail });
    return row!;
  }

  private expectFilters(list: ListName, filters: unknown) {
    const { error } = this.lists.of(list).filters.safeParse(filters);
    if (!error) return;
    const { path, message } = error.issues[0]!;
    throw new InvalidInput(`filters: ${[...path, message].join(': ')}`, 'filters');
  }

  private expectToSee(list: ListName, person: Person) {
    const may = mayUse(this.lists.of(list).shownBy);
    if (!hasRole(person, may)) throw new Forbidden(`This list is for ${rolesInWords(may)}.`, 'role');
  }

  private async *pieces(exportId: string): AsyncGenerator<string> {
    for (let piece = 0; ; piece += 1) {
      const [row]: { content: string }[] = await this.db.query(
        'select content from list_export_piece where export_id = $1 and piece = $2',
        [exportId, piece],
      );
      if (!row) return;
      yield row.content;
    }
  }
}
