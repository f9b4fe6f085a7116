import { COLUMNS, type Charge, readCharge } from '../charges/charge-input';
import type { Mapping } from '../csv/mapping';
import type { Row } from '../csv/csv-rows';
import { type Page, PullFault, type Raw, textOf } from './sources/source';

/** The charges that the rows of a page make, `line` counted from `before`. Throws `PullFault` that names a column which no row has. */
export function mappedRows({ columns, rows }: Page, mapping: Mapping, before: number): Row<Charge>[] {
  const wanted = COLUMNS.filter((column) => mapping[column]?.value === undefined && column !== 'card_ref').map(
    (column) => mapping[column]?.from ?? column,
  );
  const missing = [...new Set(wanted)].filter((name) => !columns.includes(name));
  if (missing.length > 0) throw new PullFault(`It has no ${missing.join(', ')}; it has ${columns.slice(0, 40).join(', ')}`);
  return rows.map((raw, at) => {
    const read = readCharge(ours(raw, mapping));
    const fields = columns.map((column) => (raw[column] === null || raw[column] === undefined ? '' : textOf(raw[column])));
    return 'column' in read ? { line: before + at + 1, fields, ...read } : { line: before + at + 1, fields, item: read };
  });
}

const ours = (raw: Raw, mapping: Mapping) =>
  Object.fromEntries(
    COLUMNS.map((column) => {
      const { from, value } = mapping[column] ?? {};
      return [column, value ?? plain(raw[from ?? column])];
    }),
  );

/** References are numbers in many a CRM. */
const plain = (value: unknown) => (typeof value === 'number' ? String(value) : value);
