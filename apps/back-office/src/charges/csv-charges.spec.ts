import { InvalidInput } from '@takings/runtime';
import { COLUMNS } from './charge-input';
import { csvCharges, type Row } from './csv-charges';

const HEADER = COLUMNS.join(',');
const GOOD = 'CH-1,C-1,Acme Ltd,accounts@acme.example,SBX-OK-1,Support,2,24.50,GBP,20,2026-11-01';

async function read(file: string | Buffer): Promise<Row[]> {
  async function* bytes() {
    yield Buffer.from(file);
  }
  const rows = [];
  for await (const row of csvCharges(bytes())) rows.push(row);
  return rows;
}

describe('the first line', () => {
  it.each([
    ['', 'The file is empty; expected a first line that names the columns: charge_ref, customer_ref'],
    ['\n\n', 'The file is empty'],
    [GOOD, 'lacks charge_ref, customer_ref, customer_name'],
    [
      'charge_ref,customer_ref\n',
      'lacks customer_name, customer_email, card_ref, description, quantity, unit_price, currency, vat_rate, due_on',
    ],
    [`${HEADER.replaceAll(',', ';')}\n${GOOD}`, 'separated by semicolons; expected commas'],
    [`${HEADER.replaceAll(',', '\t')}\n${GOOD}`, 'separated by tabs; expected commas'],
    [`${HEADER},quantity\n${GOOD},2`, 'names quantity more than once'],
    [`"charge_ref\n${GOOD}`, 'a quote is opened and never closed'],
    [Buffer.from(`\uFEFF${HEADER}\n${GOOD}`, 'utf16le'), 'not UTF-8'],
    [`PK\u0003\u0004\0\0${'\0'.repeat(50)}\n`, 'not UTF-8'],
  ])('refuses %j', async (file, message) => {
    await expect(read(file)).rejects.toThrow(InvalidInput);
    await expect(read(file)).rejects.toThrow(message);
  });

  it('may name the columns in any order and have others', async () => {
    const names = ['note', ...[...COLUMNS].reverse(), 'note', ''];
    const values = ['hello', ...GOOD.split(',').reverse(), 'x', ''];
    expect(await read(`${names.join(',')}\n${values.join(',')}\n`)).toEqual(await read(`${HEADER}\n${GOOD}\n`));
  });

  it('may stand alone', async () => {
    expect(await read(HEADER)).toEqual([]);
  });
});

describe('a row', () => {
  it('is a charge', async () => {
    expect(await read(`${HEADER}\n${GOOD}\n`)).toEqual([
      { line: 2, charge: expect.objectContaining({ chargeRef: 'CH-1', netMinor: 4900, vatMinor: 980 }) },
    ]);
  });

  it.each([
    ['CH-1', 'customer_ref', 'the row has 1 value; expected 11'],
    [GOOD.split(',').slice(0, 10).join(','), 'due_on', 'the row has 10 values; expected 11'],
    [`${GOOD},more`, 'due_on', 'the row has 12 values; expected 11'],
    [
      GOOD.replace('Acme Ltd', 'Acme, Ltd'),
      'customer_email',
      'the row has 12 values; expected 11 as in the first line, and values that contain commas in quotes',
    ],
    [GOOD.replace('Acme Ltd', 'Acme "the best" Ltd'), 'customer_name', 'a quote stands inside a value'],
    [GOOD.replace('Support', '"Support'), 'description', 'a quote is opened and never closed'],
    [GOOD.replace('24.50', '-24.50'), 'unit_price', 'is "-24.50"'],
    [GOOD.replace('Acme', 'Ac\0me'), 'customer_name', 'NUL'],
    [GOOD.replaceAll(',', ';'), 'charge_ref', 'the row has 1 value; expected 11'],
    [',,,,,,,,,,', 'charge_ref', 'is missing'],
  ])('%j is rejected once', async (row, column, reason) => {
    expect(await read(`${HEADER}\n${row}\n`)).toEqual([{ line: 2, column, reason: expect.stringContaining(reason) }]);
  });

  it('of Latin-1 is rejected and names the column; the others go on', async () => {
    const file = Buffer.concat([
      Buffer.from(`${HEADER}\n`),
      Buffer.from(`${GOOD.replace('Acme', 'M\xfcller')}\n`, 'latin1'),
      Buffer.from(`${GOOD}\n`),
    ]);
    expect(await read(file)).toEqual([
      {
        line: 2,
        column: 'customer_name',
        reason: 'is "M\uFFFDller Ltd", which is not UTF-8 text; expected the name of the payer, 1 to 255 signs',
      },
      { line: 3, charge: expect.anything() },
    ]);
  });

  it('has the number of the line on which it begins', async () => {
    const spread = GOOD.replace('Support', '"Support\nfor\nNovember"');
    const rows = await read(`${HEADER}\n${spread}\n\nbad\n${spread.replace('GBP', 'gold')}\n`);
    expect(rows.map(({ line }) => line)).toEqual([2, 6, 7]);
    expect(rows[2]).toMatchObject({ column: 'currency', reason: expect.stringContaining('is "gold"') });
  });
});
