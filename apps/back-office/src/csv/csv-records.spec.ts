import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { type BrokenRecord, type CsvRecord, csvRecords, RECORD_LIMIT } from './csv-records';

async function read(text: string | Buffer, portion = 7): Promise<(CsvRecord | BrokenRecord)[]> {
  const bytes = Buffer.from(text);
  async function* portions() {
    for (let at = 0; at < bytes.length; at += portion) yield bytes.subarray(at, at + portion);
  }
  const records = [];
  for await (const record of csvRecords(portions())) records.push(record);
  return records;
}
const fieldsOf = (records: (CsvRecord | BrokenRecord)[]) => records.map((record) => ('fields' in record ? record.fields : record.fault));

describe('a well-formed file', () => {
  const field = fc.oneof(
    fc.string({ maxLength: 12 }),
    fc.string({ unit: fc.constantFrom('"', ',', '\n', '\r\n', 'ä', '💳', 'x'), maxLength: 8 }),
  );
  const rows = fc.array(fc.array(field, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 8 });
  const written = (table: string[][], end: string) =>
    table.map((row) => row.map((value) => (/[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value)).join(',')).join(end);

  it('is read as csv-parse reads it, in whatever portions it comes', () =>
    fc.assert(
      fc.asyncProperty(rows, fc.constantFrom('\n', '\r\n'), fc.integer({ min: 1, max: 40 }), async (table, end, portion) => {
        const text = `a,b\n${written(table, end)}${end}`;
        const expected = parse(text, { relax_column_count: true, record_delimiter: ['\n', '\r\n'] });
        expect(fieldsOf(await read(text, portion))).toEqual(expected);
      }),
    ));

  it('has the lines an editor would show, whatever stands in quotes', () =>
    fc.assert(
      fc.asyncProperty(rows, async (table) => {
        const text = `a,b\n${written(table, '\n')}`;
        for (const record of await read(text)) {
          const before = text
            .split('\n')
            .slice(0, record.line - 1)
            .join('\n');
          // Up to a record's first line every quote is closed.
          expect((before.match(/"/g) ?? []).length % 2).toBe(0);
        }
      }),
    ));

  it('may have a byte order mark, empty lines, and no line end at the end', async () => {
    expect(await read('\uFEFFa,b\n\n1,2\r\n\r\n3,"4"')).toEqual([
      { line: 1, fields: ['a', 'b'] },
      { line: 3, fields: ['1', '2'] },
      { line: 5, fields: ['3', '4'] },
    ]);
  });

  it('may end lines with CR alone, as old spreadsheets do', async () => {
    expect(await read('a,b\r1,"2\r3"\r\r4,5\r', 1)).toEqual([
      { line: 1, fields: ['a', 'b'] },
      { line: 2, fields: ['1', '2\n3'] },
      { line: 5, fields: ['4', '5'] },
    ]);
  });

  it('counts the lines inside quotes', async () => {
    expect((await read('a,b\n"1\n2\n3",x\ny,z\n')).map(({ line }) => line)).toEqual([1, 2, 5]);
  });
});

describe('a broken file', () => {
  it.each([
    ['an opened quote that is never closed', '1,"x\n2,y\n3,z', 'a quote is opened and never closed'],
    ['an opened quote that another row closes', '1,"x\n2,"y, z"\n3,z', 'signs follow a closing quote'],
    ['signs after a closing quote', '1,"x"y\n2,y\n3,z', 'signs follow a closing quote'],
    ['a quote inside a bare value', '1,x"y"\n2,y\n3,z', 'a quote stands inside a value that is not quoted'],
  ])('loses only the row with %s', async (_, rows, fault) => {
    const [, broken, ...rest] = await read(`a,b\n${rows}`);
    expect(broken).toMatchObject({ line: 2, field: 1, fault: expect.stringContaining(fault) });
    expect(rest.map(({ line }) => line)).toEqual([3, 4]);
    expect(rest.every((record) => 'fields' in record)).toBe(true);
  });

  it.each([1000, RECORD_LIMIT * 4])('gives up a row without an end at a bound, in portions of %i', async (portion) => {
    const [, broken, last] = await read(`a,b\n1,"${'x'.repeat(RECORD_LIMIT * 2)}\n2,y\n`, portion);
    expect(broken).toMatchObject({ line: 2, fault: expect.stringContaining('longer than') });
    expect(last).toEqual({ line: 3, fields: ['2', 'y'] });
  });

  it('never loses a later row, whatever stands in an earlier one', () =>
    fc.assert(
      fc.asyncProperty(
        fc.string({ unit: fc.constantFrom('"', ',', 'x', ' '), maxLength: 12 }),
        fc.integer({ min: 1, max: 9 }),
        async (junk, portion) => {
          const records = await read(`a,b\n${junk}\n"p","q"\n"r","s"\n`, portion);
          expect(records.at(-1)).toEqual({ line: 4, fields: ['r', 's'] });
        },
      ),
    ));

  it('reads bytes that are not UTF-8 as the replacement sign, and goes on', async () => {
    const [, latin, good] = await read(Buffer.from('a,b\nM\xfcller,1\nx,y\n', 'latin1'), 1);
    expect(latin).toEqual({ line: 2, fields: ['M\uFFFDller', '1'] });
    expect(good).toEqual({ line: 3, fields: ['x', 'y'] });
  });

  it('is empty when it is empty', async () => {
    expect(await read('')).toEqual([]);
    expect(await read('\uFEFF')).toEqual([]);
  });
});
