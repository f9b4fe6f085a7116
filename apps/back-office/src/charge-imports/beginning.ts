import { InvalidInput } from '@takings/runtime';
import { csvRecords } from '../csv/csv-records';
import { SEPARATORS } from '../csv/header';
import { shown } from '../charges/text-faults';
import { guessMapping } from './guess-mapping';
import type { ImportKind } from './import-kinds';
import { keepable } from './staging';

const SAMPLES = 3;

/** What the beginning of a file says of it, so that a person maps its columns before the whole is sent. Throws `InvalidInput` for what is no CSV. */
export async function beginningOf(bytes: AsyncIterable<Buffer>, { format, expects }: ImportKind) {
  const records: string[][] = [];
  for await (const record of csvRecords(bytes)) {
    if ('fields' in record) records.push(record.fields);
    else if (records.length === 0) throw new InvalidInput(`Line ${record.line}, which should name the columns: ${record.fault}`);
    if (records.length > SAMPLES) break;
  }
  const [names, ...rows] = records;
  if (!names) throw new InvalidInput(`The file is empty; expected a first line that names the columns: ${format.columns.join(', ')}`);
  expectColumns(names, format.columns);
  const called = names.map((name) => name.trim().toLowerCase());
  return {
    columns: names.map((name, at) => ({ name: keepable(name), samples: rows.map((row) => keepable(row[at] ?? '')) })),
    expected: format.columns.map((name) => ({ name, expects: expects[name] ?? '' })),
    missing: format.columns.filter((column) => !called.includes(column)),
    guess: guessMapping(names, format.columns),
  };
}

function expectColumns(names: readonly string[], columns: readonly string[]) {
  const text = names.join(',');
  if (/[\0\uFFFD]/.test(text)) throw new InvalidInput('The file is not UTF-8 text; expected CSV saved as UTF-8');
  if (names.length > 1) return;
  const separator = Object.entries(SEPARATORS).find(([sign]) => text.split(sign).length > 2)?.[1];
  if (separator) throw new InvalidInput(`The columns are separated by ${separator}; expected commas`);
  throw new InvalidInput(`The first line has one column alone, ${shown(text)}; expected ${columns.join(', ')}, or columns to choose from`);
}
