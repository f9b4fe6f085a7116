import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { CsvError, parse } from 'csv-parse';
import { CannotStart } from '../cannot-start';

export const COLUMNS = ['sale_ref', 'consultant', 'team', 'customer', 'product', 'amount', 'currency', 'channel', 'sold_at'] as const;
export type SaleRow = Readonly<Record<(typeof COLUMNS)[number], string>>;

/** A sale of the file. What is wrong with it beyond its day the product says when it is posted. */
export interface FileSale {
  readonly line: number;
  readonly row: SaleRow;
  readonly day: string;
  /** Of the day, as it is written; null when only the day is. */
  readonly timeMs: number | null;
}

export interface DayOfSales {
  readonly day: string;
  readonly sales: readonly FileSale[];
  /** Lines that have no day, in the whole file. */
  readonly withoutDay: readonly number[];
}

const SOLD_AT = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d))?)?/;

/** The sales of one day: the one asked for, or the one that has the most. Read twice, so that a file of many years costs no memory. Throws `CannotStart`. */
export async function dayOfSales(file: string, asked?: string): Promise<DayOfSales> {
  const counts = new Map<string, number>();
  const withoutDay: number[] = [];
  await eachSale(file, ({ day, line }) => {
    if (day === '') withoutDay.push(line);
    else counts.set(day, (counts.get(day) ?? 0) + 1);
  });
  const day = asked ?? busiest(counts);
  if (day === undefined) throw new CannotStart(`${file} has no sales with a day in sold_at; expected moments such as 2026-11-21T09:30:00.`);
  if (!counts.has(day)) {
    const days = [...counts.keys()].sort();
    throw new CannotStart(`${file} has no sales on ${day}; its sales are of ${days[0]} to ${days.at(-1)}.`);
  }
  const sales: FileSale[] = [];
  await eachSale(file, (sale) => void (sale.day === day && sales.push(sale)));
  return { day, sales, withoutDay };
}

function busiest(counts: ReadonlyMap<string, number>): string | undefined {
  return [...counts].sort(([day, one], [other, two]) => two - one || day.localeCompare(other))[0]?.[0];
}

async function eachSale(file: string, take: (sale: FileSale) => void): Promise<void> {
  const reading = parse({ bom: true, columns: columnsOf, info: true, relax_column_count: true, skip_empty_lines: true, trim: true });
  try {
    await pipeline(createReadStream(file), reading, async (rows: AsyncIterable<{ record: SaleRow; info: { lines: number } }>) => {
      for await (const { record, info } of rows) take(saleOf(record, info.lines));
    });
  } catch (error) {
    if (error instanceof CsvError) throw new CannotStart(`${file} cannot be read as CSV: ${error.message}.`);
    throw error;
  }
}

function columnsOf(names: readonly string[]): string[] {
  const columns = names.map((name) => name.trim().toLowerCase());
  const missing = COLUMNS.filter((column) => !columns.includes(column));
  if (missing.length > 0) throw new CannotStart(`The first line of the file lacks ${missing.join(', ')}; expected ${COLUMNS.join(', ')}.`);
  return columns;
}

function saleOf(row: SaleRow, line: number): FileSale {
  const [, day = '', hours, minutes, seconds = '0'] = SOLD_AT.exec(row.sold_at ?? '') ?? [];
  const timeMs = hours === undefined ? null : ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000;
  return { line, row, day, timeMs };
}
