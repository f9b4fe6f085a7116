import { type Format, csvRows } from '../csv/csv-rows';
import type { Fault } from '../validation/first-fault';
import { type Charge, COLUMNS, type Column, readCharge } from './charge-input';

/** A row of the file: the charge it makes, or the first column at fault and why. */
export type Row = { readonly line: number } & ({ readonly charge: Charge } | Fault);

/** A row may end before `card_ref`, which then is empty. */
export const chargeFormat: Format<Column, Charge> = {
  columns: COLUMNS,
  read: (row) => readCharge({ ...row, card_ref: row.card_ref ?? '' }),
};

/** Reads a CSV file row by row. Throws `InvalidInput` when its first line is not what is documented. */
export async function* csvCharges(bytes: AsyncIterable<Buffer>): AsyncGenerator<Row> {
  for await (const row of csvRows(bytes, chargeFormat))
    yield 'item' in row ? { line: row.line, charge: row.item } : { line: row.line, column: row.column, reason: row.reason };
}
