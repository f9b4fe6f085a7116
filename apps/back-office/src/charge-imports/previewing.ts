import { randomUUID } from 'node:crypto';
import { Injectable, Logger } from '@nestjs/common';
import { InvalidInput } from '@takings/runtime';
import { DataSource } from 'typeorm';
import { csvRows, type Row } from '../csv/csv-rows';
import type { Mapping } from '../csv/mapping';
import { ImportKinds, type KindName } from './kinds';
import { keepable, STAGED_TOGETHER, Staging } from './staging';

export interface Upload {
  readonly kind: KindName;
  readonly name: string;
  readonly mapping?: Mapping;
  readonly actor: string;
}

/** A file may be so large; a year of charges of a large company is a fraction of it. */
export const MOST_BYTES = 1024 ** 3;
/** So often it is said that the file is still being read. */
const BEAT_EVERY_ROWS = 10_000;

/** Reads a file to the end and says what would come in; nothing is entered. */
@Injectable()
export class Previewing {
  private readonly log = new Logger(Previewing.name);

  constructor(
    private readonly db: DataSource,
    private readonly kinds: ImportKinds,
  ) {}

  /** Answers the id of the preview. Throws `InvalidInput` when the file cannot be read at all; then, or when it breaks off, nothing of it stays. */
  async read(bytes: AsyncIterable<Buffer>, upload: Upload): Promise<string> {
    const importId = randomUUID();
    await this.db.query(
      `insert into charge_import (import_id, kind, source, name, state, started_by) values ($1, $2, 'csv', $3, 'reading', $4)`,
      [importId, upload.kind, upload.name, upload.actor],
    );
    try {
      await this.stage(importId, bytes, upload);
      return importId;
    } catch (error) {
      await this.forget(importId, error as Error);
      throw error;
    }
  }

  private async stage(importId: string, bytes: AsyncIterable<Buffer>, { kind: name, mapping }: Upload) {
    const kind = this.kinds.of(name);
    const staging = new Staging(this.db, importId, kind);
    const seen = { bytes: 0 };
    let names: readonly string[] = [];
    let batch: Row<object>[] = [];
    for await (const row of csvRows(bounded(bytes, seen), kind.format, { mapping, columns: (theirs) => void (names = theirs) })) {
      batch.push(row);
      if (batch.length < STAGED_TOGETHER) continue;
      await staging.add(batch);
      batch = [];
      if (staging.counts.rows % BEAT_EVERY_ROWS === 0)
        await this.db.query('update charge_import set beat_at = now(), rows = $2 where import_id = $1', [importId, staging.counts.rows]);
    }
    await staging.add(batch);
    if (staging.counts.rows === 0) throw new InvalidInput('The file has a first line and nothing below it; expected a row for each entry');
    const { rows, fresh, known, rejected, rejectedKept } = staging.counts;
    const [{ sums }] = kind.sums ? await this.db.query(kind.sums, [importId]) : [{ sums: [] }];
    await this.db.query(
      `update charge_import set state = 'preview', beat_at = now(), bytes = $2, columns = $3, rows = $4, fresh = $5, known = $6, rejected = $7,
         rejected_kept = $8, sums = $9 where import_id = $1`,
      [importId, seen.bytes, JSON.stringify(names.map(keepable)), rows, fresh, known, rejected, rejectedKept, JSON.stringify(sums)],
    );
  }

  private async forget(importId: string, { message }: Error) {
    try {
      await this.db.query('delete from import_row where import_id = $1', [importId]);
      await this.db.query('delete from import_fault where import_id = $1', [importId]);
      await this.db.query('delete from charge_import where import_id = $1', [importId]);
    } catch (error) {
      this.log.warn(`what was read of a file stays until it is swept (${message}): ${(error as Error).message}`);
    }
  }
}

async function* bounded(bytes: AsyncIterable<Buffer>, seen: { bytes: number }): AsyncGenerator<Buffer> {
  for await (const chunk of bytes) {
    seen.bytes += chunk.length;
    if (seen.bytes > MOST_BYTES) throw new InvalidInput('The file has more than 1 GB; expected less, so split it');
    yield chunk;
  }
}
