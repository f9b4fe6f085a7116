import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { keepAudit } from '../audit/audit';
import { inBatches, type Rejection, Rejections } from '../csv/in-batches';
import { BATCH_SIZE, type Door, type Entry, Intake } from './intake';

export type Read = Entry | Rejection;

export interface Entered {
  /** Accepted, and new. */
  charges: number;
  /** Known already with the same content; nothing was added. */
  alreadyKnown: number;
  /** All rejected rows, also those beyond the list. */
  rejectedCount: number;
  /** In the order of the file, the first `REJECTIONS_LISTED` at most. */
  rejections: Rejection[];
  batches: number;
}

/** Takes charges from a stream. */
@Injectable()
export class Entering {
  constructor(
    private readonly intake: Intake,
    private readonly db: DataSource,
  ) {}

  /** What has been written stays written when the stream breaks off; the same stream again adds nothing twice. */
  async enter(rows: AsyncIterable<Read> | Iterable<Read>, door: Door): Promise<Entered> {
    const counts = { charges: 0, alreadyKnown: 0, batches: 0 };
    const rejections = new Rejections();
    let ended = false;
    try {
      await inBatches<Entry>(rows, BATCH_SIZE, rejections, async (batch) => {
        const { added, alreadyKnown, clashes } = await this.intake.take(batch, door);
        counts.batches += 1;
        counts.charges += added;
        counts.alreadyKnown += alreadyKnown;
        for (const { at } of clashes) rejections.add({ at, column: 'charge_ref', reason: CLASH });
      });
      ended = true;
    } finally {
      await this.audit(door, { ...counts, rejectedCount: rejections.count, ended });
    }
    return { ...counts, rejectedCount: rejections.count, rejections: rejections.list };
  }

  private async audit({ source, actor }: Door, { batches: _, ...counts }: Omit<Entered, 'rejections'> & { ended: boolean }) {
    const importId = randomUUID();
    if (source === 'csv')
      await this.db.query(KEEP, [importId, actor, counts.charges, counts.alreadyKnown, counts.rejectedCount, ended(counts)]);
    if (counts.charges === 0) return;
    await keepAudit(this.db, { actor, action: 'charges entered', about: importId, detail: { source, ...counts } });
  }
}

/** Among the files that people have looked at before they entered them. */
const KEEP = `
  insert into charge_import (import_id, kind, source, name, state, started_by, entered_by, ended_at, rows, fresh, known, rejected, entered, failure)
  values ($1, 'charges', 'csv', 'a file sent by a script', case when $6::text is null then 'entered' else 'failed' end, $2, $2, now(), $3::integer + $4 + $5, $3,
    $4, $5, $3, $6)`;
const ended = ({ ended }: { ended: boolean }) => (ended ? null : 'It broke off; what came before that has been entered.');

const CLASH = 'was entered before with other content; expected a new reference, or the same charge unchanged';
