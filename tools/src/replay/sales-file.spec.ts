import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { COLUMNS, dayOfSales } from './sales-file';

const folder = mkdtempSync(join(tmpdir(), 'replay-'));
afterAll(() => rmSync(folder, { recursive: true }));

const fileOf = (...lines: string[]) => {
  const file = join(folder, 'sales.csv');
  writeFileSync(file, ['\uFEFF' + COLUMNS.join(','), ...lines].join('\r\n'));
  return file;
};
const row = (ref: string, soldAt: string) => `${ref},Priya Nair,Falcon,"Acme, Ltd",GTX Pro,4821,USD,offline,${soldAt}`;

it('has the day with the most sales, the earlier of two', async () => {
  const file = fileOf(
    row('A', '2016-11-04'),
    row('B', '2016-11-03T14:05:30Z'),
    row('C', '2016-11-03'),
    row('D', '2016-11-04 09:00'),
    row('E', ''),
  );
  expect(await dayOfSales(file)).toMatchObject({
    day: '2016-11-03',
    sales: [
      { line: 3, row: { sale_ref: 'B', customer: 'Acme, Ltd' }, timeMs: 50_730_000 },
      { line: 4, timeMs: null },
    ],
    withoutDay: [6],
  });
  expect((await dayOfSales(file, '2016-11-04')).sales).toMatchObject([{ timeMs: null }, { timeMs: 32_400_000 }]);
});

it.each([
  [[row('A', '2016-11-04')], '2016-11-05', 'no sales on 2016-11-05; its sales are of 2016-11-04 to 2016-11-04'],
  [[row('A', 'soon')], undefined, 'no sales with a day'],
  [['"never closed'], undefined, 'cannot be read as CSV'],
])('says what is wrong with %j', async (lines, day, words) => {
  await expect(dayOfSales(fileOf(...lines), day)).rejects.toThrow(words);
});

it('refuses a file of other columns', async () => {
  writeFileSync(join(folder, 'other.csv'), 'charge_ref,amount\nA,1');
  await expect(dayOfSales(join(folder, 'other.csv'))).rejects.toThrow('lacks sale_ref, consultant, team');
});
