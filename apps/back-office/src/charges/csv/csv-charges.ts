import type { Charge, Fault } from '../charge-input';
import { readCharge } from '../charge-input';
import { type BrokenRecord, type CsvRecord, csvRecords } from './csv-records';
import { Header } from './header';

/** A row of the file: the charge it makes, or the first column at fault and why. */
export type Row = { readonly line: number } & ({ readonly charge: Charge } | Fault);

/** Reads a CSV file row by row. Throws `InvalidInput` when its first line is not what is documented. */
export async function* csvCharges(bytes: AsyncIterable<Buffer>): AsyncGenerator<Row> {
  let header: Header | undefined;
  for await (const record of csvRecords(bytes)) {
    if (header) yield rowOf(record, header);
    else header = Header.read(record);
  }
  if (!header) Header.read(undefined);
}

function rowOf(record: CsvRecord | BrokenRecord, header: Header): Row {
  const { line } = record;
  if ('fault' in record) return { line, column: header.columnAt(record.field), reason: record.fault };
  const { fields } = record;
  const row = header.row(fields);
  const read = readCharge({ ...row, card_ref: row.card_ref ?? '' });
  if (fields.length !== header.width) {
    const column = 'column' in read ? read.column : header.columnAt(fields.length);
    return { line, column, reason: wrongWidth(fields.length, header.width) };
  }
  return 'column' in read ? { line, ...read } : { line, charge: read };
}

const wrongWidth = (found: number, expected: number) =>
  found > expected
    ? `the row has ${found} values; expected ${expected} as in the first line, and values that contain commas in quotes`
    : `the row has ${found} ${found === 1 ? 'value' : 'values'}; expected ${expected} as in the first line`;
