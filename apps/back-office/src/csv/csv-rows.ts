import type { Fault } from '../validation/first-fault';
import { type BrokenRecord, type CsvRecord, csvRecords } from './csv-records';
import { Header } from './header';
import type { Mapping } from './mapping';

/** What the rows of a file are read as. */
export interface Format<Column extends string, Item> {
  /** In the documented order. */
  readonly columns: readonly Column[];
  /** The item that a row makes, or the first column at fault and why. A column that the row does not reach is absent. */
  readonly read: (row: Partial<Record<Column, string>>) => Item | Fault;
}

/** `fields`: the row as it stands in the file; none when it could not be read. */
export type Row<Item> = { readonly line: number; readonly fields: readonly string[] } & ({ readonly item: Item } | Fault);

/** Where the values of our columns are found, and who wants to know how the file calls its own. */
export interface Reading {
  readonly mapping?: Mapping;
  readonly columns?: (names: readonly string[]) => void;
}

/** Reads a CSV file row by row. Throws `InvalidInput` when its first line is not what is documented. */
export async function* csvRows<Column extends string, Item extends object>(
  bytes: AsyncIterable<Buffer>,
  format: Format<Column, Item>,
  { mapping, columns }: Reading = {},
): AsyncGenerator<Row<Item>> {
  let header: Header<Column> | undefined;
  for await (const record of csvRecords(bytes)) {
    if (header) yield rowOf(record, header, format);
    else {
      header = Header.read(record, format.columns, mapping);
      if ('fields' in record) columns?.(record.fields);
    }
  }
  if (!header) Header.read(undefined, format.columns);
}

function rowOf<Column extends string, Item extends object>(
  record: CsvRecord | BrokenRecord,
  header: Header<Column>,
  { read }: Format<Column, Item>,
): Row<Item> {
  const { line } = record;
  if ('fault' in record) return { line, fields: [], column: header.columnAt(record.field), reason: record.fault };
  const { fields } = record;
  const item = read(header.row(fields));
  if (fields.length !== header.width) {
    const column = 'column' in item ? item.column : header.columnAt(fields.length);
    return { line, fields, column, reason: wrongWidth(fields.length, header.width) };
  }
  return 'column' in item ? { line, fields, ...item } : { line, fields, item };
}

const wrongWidth = (found: number, expected: number) =>
  found > expected
    ? `the row has ${found} values; expected ${expected} as in the first line, and values that contain commas in quotes`
    : `the row has ${found} ${found === 1 ? 'value' : 'values'}; expected ${expected} as in the first line`;
