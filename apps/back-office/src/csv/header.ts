import { InvalidInput } from '@takings/runtime';
import { shown } from '../charges/text-faults';
import type { BrokenRecord, CsvRecord } from './csv-records';
import type { Mapping } from './mapping';

export const SEPARATORS = { ';': 'semicolons', '\t': 'tabs', '|': 'bars' };

/** Where each of our columns stands in this file. */
export class Header<Column extends string> {
  private constructor(
    private readonly names: readonly string[],
    private readonly positions: ReadonlyMap<Column, number>,
    /** What a column is in every row, where the mapping says so. */
    private readonly fixed: Partial<Record<Column, string>>,
  ) {}

  /** Throws `InvalidInput` with all that is wrong with the first line, before anything is taken. */
  static read<Column extends string>(
    first: CsvRecord | BrokenRecord | undefined,
    columns: readonly Column[],
    mapping: Mapping = {},
  ): Header<Column> {
    if (!first) throw new InvalidInput(`The file is empty; expected a first line that names the columns: ${columns.join(', ')}`);
    if ('fault' in first) throw new InvalidInput(`Line ${first.line}, which should name the columns: ${first.fault}`);
    const names = first.fields.map((name) => name.trim().toLowerCase());
    const text = first.fields.join(',');
    if (/[\0\uFFFD]/.test(text)) throw new InvalidInput('The file is not UTF-8 text; expected CSV saved as UTF-8');
    const said = (column: Column) => mapping[column];
    const fixed = Object.fromEntries(
      columns.flatMap((column) => (said(column)?.value === undefined ? [] : [[column, said(column)!.value]])),
    );
    const named = columns.filter((column) => !(column in fixed));
    const nameOf = (column: Column) => (said(column)?.from ?? column).trim().toLowerCase();
    const missing = named.filter((column) => !names.includes(nameOf(column))).map((column) => said(column)?.from ?? column);
    if (missing.length > 0) throw new InvalidInput(missingColumns(text, missing, columns));
    const twice = named.map(nameOf).filter((name) => names.indexOf(name) !== names.lastIndexOf(name));
    if (twice.length > 0) throw new InvalidInput(`The first line names ${twice.join(', ')} more than once; expected each column once`);
    return new Header(
      names,
      new Map(named.map((column) => [column, names.indexOf(nameOf(column))])),
      fixed as Partial<Record<Column, string>>,
    );
  }

  get width() {
    return this.names.length;
  }

  /** The row by column; a column that the row does not reach is absent. */
  row(fields: readonly string[]): Partial<Record<Column, string>> {
    const row: Partial<Record<Column, string>> = { ...this.fixed };
    for (const [column, position] of this.positions) if (position < fields.length) row[column] = fields[position];
    return row;
  }

  /** The column at a position; where the file has one of its own there, the next of ours, or else the last. */
  columnAt(position: number): Column {
    const ours = [...this.positions].sort(([, a], [, b]) => a - b);
    return (ours.find(([, at]) => at >= position) ?? ours.at(-1))?.[0] ?? (Object.keys(this.fixed)[0] as Column);
  }
}

function missingColumns(text: string, missing: readonly string[], columns: readonly string[]): string {
  const separated = Object.entries(SEPARATORS).find(
    ([sign]) => columns.filter((column) => text.toLowerCase().split(sign).includes(column)).length > 1,
  );
  if (separated) return `The columns are separated by ${separated[1]}; expected commas`;
  return `The first line lacks ${missing.join(', ')}; it has ${shown(text)}; expected all of ${columns.join(', ')}, separated by commas`;
}
