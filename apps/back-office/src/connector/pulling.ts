import { createHash, randomUUID } from 'node:crypto';
import { Injectable, Logger } from '@nestjs/common';
import { Outbox } from '@takings/messaging';
import { Conflict } from '@takings/runtime';
import { DataSource, type EntityManager } from 'typeorm';
import { keepAudit } from '../audit/audit';
import type { Charge } from '../charges/charge-input';
import { BATCH_SIZE } from '../charges/intake';
import { CLASH, type ImportKind } from '../charge-imports/import-kinds';
import { ImportKinds } from '../charge-imports/kinds';
import { insertFaults, keepable, REJECTED_KEPT } from '../charge-imports/staging';
import type { Row } from '../csv/csv-rows';
import type { Connector } from './connector';
import { mappedRows } from './mapped-rows';
import { isLater, type Page, PullFault } from './sources/source';
import { Sources } from './sources/sources';

/** Who has not moved for so long has ended. It is longer than a page may take. */
const SILENT_MINUTES = 15;

/**
 * Pulls charges from the CRM. Safe to repeat: each page's charges and how far it has come are one transaction, and a row that comes again is
 * known by its reference.
 */
@Injectable()
export class Pulling {
  private readonly log = new Logger(Pulling.name);

  constructor(
    private readonly db: DataSource,
    private readonly outbox: Outbox,
    private readonly sources: Sources,
    private readonly kinds: ImportKinds,
  ) {}

  /** The id of the pull once it has begun; `due`: only if none has begun since. Throws `Conflict` while another is under way. */
  async begin(connector: Connector, actor: string, due?: Date): Promise<{ importId: string; ended: Promise<void> } | undefined> {
    const from = await this.standsAt(connector);
    const importId = await this.open(connector, actor, from, due);
    if (!importId) return undefined;
    return { importId, ended: this.pull(importId, connector, from, actor) };
  }

  private async open(connector: Connector, actor: string, from: string | null, due?: Date): Promise<string | undefined> {
    const importId = randomUUID();
    return this.db.transaction(async (db) => {
      await db.query(`select pg_advisory_xact_lock(hashtext('crm-pull'))`);
      await db.query(END_SILENT, [SILENT_MINUTES]);
      const [other] = await db.query(
        `select started_by, started_at, state from charge_import where source = 'crm' and (state = 'entering' or started_at >= $1) order by import_no desc limit 1`,
        [due ?? 'infinity'],
      );
      if (other && due) return undefined;
      if (other) throw new Conflict(`A pull by ${other.started_by} is under way.`);
      const name = connector.kind === 'sql' ? 'CRM, by query' : `CRM, ${new URL(connector.url).host}`;
      await db.query(
        `insert into charge_import (import_id, kind, source, name, state, started_by, entered_by, watermark_from)
         values ($1, 'charges', 'crm', $2, 'entering', $3, $3, $4)`,
        [importId, name, actor, from],
      );
      return importId;
    });
  }

  /** Where the last pull of this source has come to, with what is looked at again. */
  private async standsAt(connector: Connector): Promise<string | null> {
    const [row] = await this.db.query('select watermark from crm_watermark where source = $1', [sourceOf(connector)]);
    if (!row) return connector.beginAfter || null;
    return minutesBefore(row.watermark, connector.againMinutes);
  }

  private async pull(importId: string, connector: Connector, from: string | null, actor: string): Promise<void> {
    try {
      let before = 0;
      // Charges of one transaction make one fact, which is bounded.
      for await (const page of this.sources.of(connector).pages(from, BATCH_SIZE)) {
        await this.take(importId, connector, page, before, actor);
        before += page.rows.length;
      }
      await this.end(importId, null);
    } catch (error) {
      const known = error instanceof PullFault;
      if (!known) this.log.warn(`a pull of the CRM stopped: ${(error as Error).message}`);
      await this.end(importId, known ? error.message : 'Takings stopped on its way; what came before that is entered.').catch(
        () => undefined,
      );
    }
  }

  /** The charges of a page and how far it has come: both, or neither. */
  private async take(importId: string, connector: Connector, page: Page, before: number, actor: string): Promise<void> {
    const rows = mappedRows(page, connector.mapping, before);
    const kind: ImportKind<Charge> = this.kinds.of('charges');
    await this.outbox.during(async (db, give) => {
      const [open] = await db.query(`select rejected_kept from charge_import where import_id = $1 and state = 'entering' for update`, [
        importId,
      ]);
      if (!open) throw new PullFault('Another process took this pull for ended.');
      const good = rows.flatMap((row) => ('item' in row ? [row] : []));
      const { fresh, known, clashes } = await enter(kind, db, give, good, actor);
      const rejected = [...rows.filter((row): row is Row<Charge> & { reason: string; column: string } => 'reason' in row), ...clashes];
      const kept = rejected.slice(0, Math.max(0, REJECTED_KEPT - open.rejected_kept));
      await insertFaults(
        db,
        importId,
        kept.map((row) => ({
          line: row.line,
          ref: refOf(row, page, connector),
          column: row.column,
          reason: row.reason,
          fields: row.fields,
        })),
      );
      await db.query(
        `update charge_import set rows = rows + $2, fresh = fresh + $3, entered = entered + $3, known = known + $4, rejected = rejected + $5,
           rejected_kept = rejected_kept + $6, columns = $7, watermark_to = $8, beat_at = now() where import_id = $1`,
        [importId, rows.length, fresh, known, rejected.length, kept.length, JSON.stringify(page.columns.map(keepable)), page.watermark],
      );
      await keepWatermark(db, sourceOf(connector), page.watermark);
    });
  }

  private async end(importId: string, failure: string | null): Promise<void> {
    await this.db.transaction(async (db) => {
      const [[row]] = await db.query(
        `update charge_import set state = case when $2::text is null then 'entered' else 'failed' end, failure = $2, ended_at = now()
         where import_id = $1 and state = 'entering' returning started_by as actor, rows, fresh, known, rejected, watermark_to as watermark`,
        [importId, failure],
      );
      if (!row || row.fresh === 0) return;
      const { actor, ...counts } = row;
      await keepAudit(db, {
        actor,
        action: 'charges pulled',
        about: importId,
        detail: { what: `pulled ${row.fresh} charges from the CRM`, ...counts },
      });
    });
  }
}

type Good = Row<Charge> & { readonly item: Charge };

async function enter(
  kind: ImportKind<Charge>,
  db: EntityManager,
  give: Parameters<ImportKind['take']>[1],
  good: readonly Good[],
  actor: string,
) {
  const weighed = good.map((row) => ({ ...kind.weigh(row.item), item: row.item, row }));
  const verdicts = await kind.judge(db, weighed);
  const fresh: Good[] = [];
  const clashes: (typeof CLASH & { line: number; fields: readonly string[] })[] = [];
  const seen = new Map<string, Buffer>();
  let known = 0;
  for (const { ref, content, row } of weighed) {
    const before = seen.get(ref);
    const verdict = before ? (before.equals(content) ? 'known' : CLASH) : verdicts.get(ref)!;
    if (verdict === 'known') known += 1;
    else if (verdict === 'new') {
      seen.set(ref, content);
      fresh.push(row);
    } else clashes.push({ line: row.line, fields: row.fields, ...verdict });
  }
  const added = fresh.length === 0 ? 0 : await kind.take(db, give, fresh, { source: 'crm', actor });
  return { fresh: added, known: known + fresh.length - added, clashes };
}

function refOf({ fields }: { readonly fields: readonly string[] }, { columns }: Page, { mapping }: Connector): string | null {
  const at = columns.indexOf(mapping.charge_ref?.from ?? 'charge_ref');
  return at < 0 ? null : (fields[at] ?? null);
}

/** What is asked for; asked for something else it is another source. */
const sourceOf = ({ kind, query, url, watermark, beginAfter }: Connector) =>
  createHash('sha256')
    .update(JSON.stringify([kind, kind === 'sql' ? query : url, watermark, beginAfter]))
    .digest('hex');

/** It only grows: a page that is looked at again takes nothing back. */
async function keepWatermark(db: EntityManager, source: string, watermark: string) {
  const [row] = await db.query('select watermark from crm_watermark where source = $1 for update', [source]);
  if (row && !isLater(watermark, row.watermark)) return;
  await db.query(
    `insert into crm_watermark (source, watermark) values ($1, $2) on conflict (source) do update set watermark = excluded.watermark, changed_at = now()`,
    [source, watermark],
  );
}

const MOMENT = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d/;

/** The moment so many minutes before; what is no moment stays. */
export function minutesBefore(watermark: string, minutes: number): string {
  if (minutes === 0 || !MOMENT.test(watermark)) return watermark;
  const zoned = /([zZ]|[+-]\d\d(:?\d\d)?)$/.test(watermark.slice(10)) ? watermark : `${watermark}Z`;
  const at = Date.parse(zoned.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00'));
  if (Number.isNaN(at)) return watermark;
  const text = new Date(at - minutes * 60_000).toISOString();
  return zoned === watermark ? text : text.slice(0, -1);
}

const END_SILENT = `
  update charge_import set state = 'failed', ended_at = now(), failure = 'Takings ended on its way; what came before that is entered.'
  where source = 'crm' and state = 'entering' and beat_at < now() - $1::integer * interval '1 minute'`;
