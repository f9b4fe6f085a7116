import type { Fault } from '../validation/first-fault';

/** A row that was not taken: `at` is the line of the file, or the index in the request. */
export type Rejection = { readonly at: number } & Fault;

/** Rejected rows that one answer lists; the count goes on, memory does not. */
export const REJECTIONS_LISTED = 10_000;

export class Rejections {
  /** All of them, also those beyond the list. */
  count = 0;
  private readonly listed: Rejection[] = [];

  add({ at, column, reason }: Rejection) {
    this.count += 1;
    if (this.listed.length < REJECTIONS_LISTED) this.listed.push({ at, column, reason });
  }

  /** In the order of the file. */
  get list(): Rejection[] {
    return this.listed.sort((a, b) => a.at - b.at);
  }
}

/**
 * Takes good rows from a stream in batches, and notes the bad ones. While one batch is written the next is read, but no more than that, so
 * memory stays flat however long the stream is. What has been written stays written when the stream breaks off.
 */
export async function inBatches<Good extends { readonly at: number }>(
  rows: AsyncIterable<Good | Rejection> | Iterable<Good | Rejection>,
  size: number,
  rejections: Rejections,
  take: (batch: readonly Good[]) => Promise<void>,
): Promise<void> {
  let batch: Good[] = [];
  let writing: Promise<void> = Promise.resolve();
  const write = async () => {
    await writing;
    writing = take(batch);
    // Its failure is met at the next await; until then it must not count as unhandled.
    writing.catch(() => undefined);
    batch = [];
  };
  try {
    for await (const row of rows) {
      if ('reason' in row) rejections.add(row);
      else batch.push(row);
      if (batch.length === size) await write();
    }
    if (batch.length > 0) await write();
  } finally {
    await writing;
  }
}
