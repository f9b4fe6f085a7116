import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { keepAudit } from '../audit/audit';
import type { Fault } from './charge-input';
import { BATCH_SIZE, type Door, type Entry, Intake } from './intake';

/** A row that was not taken: `at` is the line of the file, or the index in the request. */
export type Rejection = { readonly at: number } & Fault;
export type Read = { readonly at: number } & ({ readonly charge: Entry['charge'] } | Fault);

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

/** Rejected rows that one answer lists; the count goes on, memory does not. */
export const REJECTIONS_LISTED = 10_000;

/**
 * Takes charges from a stream in batches. While one batch is written the next is read, but no more than that, so memory stays flat however
 * long the stream is.
 */
@Injectable()
export class Entering {
  constructor(
    private readonly intake: Intake,
    private readonly db: DataSource,
  ) {}

  /** What has been written stays written when the stream breaks off; the same stream again adds nothing twice. */
  async enter(rows: AsyncIterable<Read> | Iterable<Read>, door: Door): Promise<Entered> {
    const entered: Entered = { charges: 0, alreadyKnown: 0, rejectedCount: 0, rejections: [], batches: 0 };
    let ended = false;
    try {
      await this.takeAll(rows, door, entered);
      ended = true;
    } finally {
      await this.audit(door, entered, ended);
    }
    entered.rejections.sort((a, b) => a.at - b.at);
    return entered;
  }

  private async takeAll(rows: AsyncIterable<Read> | Iterable<Read>, door: Door, entered: Entered) {
    let batch: Entry[] = [];
    let writing: Promise<void> = Promise.resolve();
    const write = async () => {
      await writing;
      writing = this.takeBatch(batch, door, entered);
      // Its failure is met at the next await; until then it must not count as unhandled.
      writing.catch(() => undefined);
      batch = [];
    };
    try {
      for await (const row of rows) {
        if ('charge' in row) batch.push(row);
        else reject(entered, row);
        if (batch.length === BATCH_SIZE) await write();
      }
      if (batch.length > 0) await write();
    } finally {
      await writing;
    }
  }

  private async takeBatch(batch: readonly Entry[], door: Door, entered: Entered) {
    const { added, alreadyKnown, clashes } = await this.intake.take(batch, door);
    entered.batches += 1;
    entered.charges += added;
    entered.alreadyKnown += alreadyKnown;
    for (const { at } of clashes) {
      reject(entered, {
        at,
        column: 'charge_ref',
        reason: 'was entered before with other content; expected a new reference, or the same charge unchanged',
      });
    }
  }

  private async audit({ source, actor }: Door, { charges, alreadyKnown, rejectedCount }: Entered, ended: boolean) {
    if (charges === 0) return;
    await keepAudit(this.db, {
      actor,
      action: 'charges entered',
      about: randomUUID(),
      detail: { source, charges, alreadyKnown, rejectedCount, ended },
    });
  }
}

function reject(entered: Entered, { at, column, reason }: Rejection) {
  entered.rejectedCount += 1;
  if (entered.rejections.length < REJECTIONS_LISTED) entered.rejections.push({ at, column, reason });
}
