import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';

const PAGE = 500;

/** A page of a book: its rows, in order of their `seq`. */
export type ReadPage<Row extends { seq: number }> = (after: number, limit: number) => Promise<Row[]>;

/**
 * Streams a book as NDJSON, one JSON object a line. It is read page by page behind the last row, so a book of a million rows is never in memory
 * and no transaction stays open while a slow reader reads. A reader that goes away ends it quietly.
 */
export async function streamNdjson<Row extends { seq: number }>(
  response: Response,
  read: ReadPage<Row>,
  show: (row: Row) => unknown,
): Promise<void> {
  response.status(200).set('content-type', 'application/x-ndjson; charset=utf-8');
  try {
    await pipeline(Readable.from(pages(read, show)), response);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
  }
}

async function* pages<Row extends { seq: number }>(read: ReadPage<Row>, show: (row: Row) => unknown) {
  for (let after = 0; ; ) {
    const rows = await read(after, PAGE);
    if (rows.length > 0) yield rows.map((row) => `${JSON.stringify(show(row))}\n`).join('');
    if (rows.length < PAGE) return;
    after = rows.at(-1)?.seq ?? after;
  }
}
