import { csvLine } from './csv-lines';
import { csvRecords } from './csv-records';

it.each([
  ['=1+1', "'=1+1"],
  ['=HYPERLINK("https://example.com","pay")', `"'=HYPERLINK(""https://example.com"",""pay"")"`],
  ['+44 20 7946 0958', "'+44 20 7946 0958"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['-2+3', "'-2+3"],
  ['  =1', "'  =1"],
  ['\t=1', "'\t=1"],
  ['\uFF1D1', "'\uFF1D1"],
  ['-58.80', '-58.80'],
  ['Smith = Jones', 'Smith = Jones'],
  [-5880, '-5880'],
  [null, ''],
])('writes %j as %s', (cell, written) => {
  expect(csvLine([cell])).toBe(`${written}\r\n`);
});

it('is read again as it was written', async () => {
  const cells = ['a,b', 'he said "so"', 'two\nlines', 'Łódź 👩‍💼', ''];
  const records = [];
  for await (const record of csvRecords([Buffer.from(csvLine(cells))] as never)) records.push(record);
  expect(records).toEqual([{ line: 1, fields: cells }]);
});
