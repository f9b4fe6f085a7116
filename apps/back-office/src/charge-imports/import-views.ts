import { Injectable } from '@nestjs/common';
import { NotFound } from '@takings/runtime';
import { DataSource } from 'typeorm';
import { whyNotEnter } from './entering-previews';
import type { ImportQuery, ImportSummary, ImportView } from './import.view';
import { keepable } from './staging';

/** What was previewed and entered, the newest first. */
@Injectable()
export class ImportViews {
  constructor(private readonly db: DataSource) {}

  async page({ source, after, limit }: ImportQuery): Promise<{ imports: ImportSummary[]; next: number | null }> {
    const rows: { import: ImportSummary }[] = await this.db.query(PAGE, [source ?? null, after ?? Number.MAX_SAFE_INTEGER, limit + 1]);
    const imports = rows.slice(0, limit).map((row) => row.import);
    return { imports, next: rows.length > limit ? imports.at(-1)!.importNo : null };
  }

  /** Throws `NotFound`. */
  async one(importId: string): Promise<ImportView> {
    const [row]: { import: Omit<ImportView, 'whyNotEnter' | 'hint'> }[] = await this.db.query(ONE, [importId]);
    if (!row) throw new NotFound(`There is no import ${importId}`);
    const one = row.import;
    const ended = one.endedAt ? new Date(one.endedAt) : null;
    return {
      ...one,
      firstRows: one.firstRows.map(({ line, item }) => ({ line, item: withoutCardNumbers(item) })),
      hint: hintOf(one.rejectedRows.map(({ reason }) => reason)),
      whyNotEnter: whyNotEnter({ state: one.state as never, entered_by: one.enteredBy, ended_at: ended, fresh: one.fresh }),
    };
  }
}

const withoutCardNumbers = (item: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(item).map(([name, value]) => [name, typeof value === 'string' ? keepable(value) : value]));

function hintOf(reasons: readonly string[]): string | null {
  if (reasons.some((reason) => reason.includes('not UTF-8')))
    return 'Some letters cannot be read: the file was saved with another set of signs (Latin-1 or so). Save it as "CSV UTF-8" and choose it again.';
  const decimals = reasons.filter((reason) => /^is "-?[\d.]*,\d+"/.test(reason)).length;
  if (decimals > 0 && decimals * 2 > reasons.length) return 'Amounts have a comma. Expected a dot, and nothing between thousands.';
  return null;
}

const moment = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
const SUMMARY = `
  'importId', i.import_id, 'importNo', i.import_no, 'kind', i.kind, 'source', i.source, 'name', i.name, 'state', i.state, 'startedBy', i.started_by,
  'startedAt', ${moment('i.started_at')}, 'endedAt', ${moment('i.ended_at')}, 'enteredBy', i.entered_by, 'rows', i.rows, 'fresh', i.fresh, 'known', i.known,
  'rejected', i.rejected, 'entered', i.entered, 'notEntered', i.not_entered, 'sums', i.sums, 'watermarkFrom', i.watermark_from,
  'watermarkTo', i.watermark_to, 'failure', i.failure`;
const PAGE = `
  select jsonb_build_object(${SUMMARY}) as import from charge_import i
  where ($1::text is null or i.source = $1) and i.import_no < $2 order by i.import_no desc limit $3`;
const ONE = `
  select jsonb_build_object(${SUMMARY}, 'bytes', i.bytes, 'revision', i.revision, 'columns', i.columns, 'rejectedKept', i.rejected_kept,
    'rejectedRows', (select coalesce(jsonb_agg(jsonb_build_object('line', f.line, 'ref', f.ref, 'column', f.column_name, 'reason', f.reason) order by f.line), '[]')
      from (select * from import_fault where import_id = i.import_id order by line limit 50) f),
    'firstRows', (select coalesce(jsonb_agg(jsonb_build_object('line', r.line, 'item', r.item) order by r.line), '[]')
      from (select * from import_row where import_id = i.import_id order by line limit 5) r)) as import
  from charge_import i where i.import_id = $1`;
