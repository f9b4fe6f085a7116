import { hasCardNumber } from '@takings/fields';
import type { EntityManager } from 'typeorm';
import type { Row } from '../csv/csv-rows';
import type { ImportKind, Verdict, Weighed } from './import-kinds';

/** Rows in one statement. */
export const STAGED_TOGETHER = 500;
/** Rejected rows that are kept with their content; the count goes on. */
export const REJECTED_KEPT = 200_000;

export interface Counts {
  rows: number;
  fresh: number;
  known: number;
  rejected: number;
  rejectedKept: number;
}

interface Rejected {
  readonly line: number;
  readonly ref: string | null;
  readonly column: string;
  readonly reason: string;
  readonly fields: readonly string[];
}
type Good<Item> = Weighed<Item> & { readonly line: number; readonly fields: readonly string[] };
type Query = Pick<EntityManager, 'query'>;

/** Puts the rows of a file where they wait to be entered, batch by batch, so that memory stays flat; what will not come in is kept with why. */
export class Staging<Item extends object> {
  readonly counts: Counts = { rows: 0, fresh: 0, known: 0, rejected: 0, rejectedKept: 0 };

  constructor(
    private readonly db: Query,
    private readonly importId: string,
    private readonly kind: ImportKind<Item>,
  ) {}

  async add(rows: readonly Row<Item>[]): Promise<void> {
    const rejected: Rejected[] = [];
    const good: Good<Item>[] = [];
    for (const row of rows) {
      if ('item' in row) good.push({ ...this.kind.weigh(row.item), item: row.item, line: row.line, fields: row.fields });
      else rejected.push({ line: row.line, ref: null, column: row.column, reason: row.reason, fields: row.fields });
    }
    const fresh = await this.sortOut(good, rejected);
    await insertRows(this.db, this.importId, fresh);
    await this.reject(rejected);
    this.counts.rows += rows.length;
    this.counts.fresh += fresh.length;
  }

  /** In their order: of one reference the first is new, and each further one says the same again or something else. */
  private async sortOut(good: readonly Good<Item>[], rejected: Rejected[]): Promise<Good<Item>[]> {
    const verdicts = await this.kind.judge(this.db, good);
    const staged = await stagedBefore(
      this.db,
      this.importId,
      good.map(({ ref }) => ref),
    );
    const fresh: Good<Item>[] = [];
    for (const one of good) {
      const before = staged.get(one.ref);
      const verdict: Verdict = before ? (before.equals(one.content) ? 'known' : TWICE) : verdicts.get(one.ref)!;
      if (verdict === 'known') this.counts.known += 1;
      else if (verdict === 'new') {
        staged.set(one.ref, one.content);
        fresh.push(one);
      } else rejected.push({ line: one.line, ref: one.ref, ...verdict, fields: one.fields });
    }
    return fresh;
  }

  private async reject(rejected: readonly Rejected[]) {
    this.counts.rejected += rejected.length;
    const kept = rejected.slice(0, Math.max(0, REJECTED_KEPT - this.counts.rejectedKept));
    this.counts.rejectedKept += kept.length;
    await insertFaults(this.db, this.importId, kept);
  }
}

const TWICE = { column: 'charge_ref', reason: 'stands in this file before with other content; expected each reference once' };

async function stagedBefore(db: Query, importId: string, refs: readonly string[]): Promise<Map<string, Buffer>> {
  if (refs.length === 0) return new Map();
  const rows: { ref: string; content: Buffer }[] = await db.query(
    'select ref, content from import_row where import_id = $1 and ref = any($2)',
    [importId, refs],
  );
  return new Map(rows.map(({ ref, content }) => [ref, content]));
}

async function insertRows(db: Query, importId: string, rows: readonly Good<object>[]): Promise<void> {
  if (rows.length === 0) return;
  await db.query(
    `insert into import_row (import_id, line, ref, content, item)
     select $1, line, ref, decode(content, 'hex'), item from json_to_recordset($2) as r(line bigint, ref text, content text, item json)`,
    [importId, JSON.stringify(rows.map(({ line, ref, content, item }) => ({ line, ref, content: content.toString('hex'), item })))],
  );
}

export async function insertFaults(db: Query, importId: string, rejected: readonly Rejected[]): Promise<void> {
  if (rejected.length === 0) return;
  const rows = rejected.map(({ fields, reason, ...one }) => ({ ...one, reason: keepable(reason), fields: fields.map(keepable) }));
  await db.query(
    `insert into import_fault (import_id, line, ref, column_name, reason, fields)
     select $1, line, ref, "column", reason, fields from json_to_recordset($2) as r(line bigint, ref text, "column" text, reason text, fields json)
     on conflict do nothing`,
    [importId, JSON.stringify(rows)],
  );
}

/** A card number is kept nowhere, and PostgreSQL keeps no NUL. */
export const keepable = (text: string): string =>
  hasCardNumber(text) ? '(looked like a card number, not kept)' : text.replaceAll('\0', '\uFFFD');
