import { createConnection } from 'node:net';
import { eventually } from '@takings/testing';
import { RunningBackOffice } from '../testing/running-back-office';
import { COLUMNS } from './charge-input';

const HEADER = COLUMNS.join(',');
const row = (ref: string, rest = 'C-1,Acme Ltd,accounts@acme.example,SBX-OK-1,Support,2,24.50,GBP,20,2026-11-01') => `${ref},${rest}`;
const file = (...rows: string[]) => [HEADER, ...rows].join('\n');
const json = (charge_ref: string, changes = {}) => ({
  charge_ref,
  customer_ref: 'C-1',
  customer_name: 'Acme Ltd',
  customer_email: 'accounts@acme.example',
  description: 'Support',
  quantity: 2,
  unit_price: '24.50',
  currency: 'GBP',
  vat_rate: 20,
  due_on: '2026-11-01',
  ...changes,
});

let office: RunningBackOffice;

beforeAll(async () => {
  office = await RunningBackOffice.start();
});
beforeEach(async () => {
  await office.empty('charge, charge_batch, audit');
  office.tap.heard.length = 0;
});
afterAll(() => office?.close());

const refsHeard = () =>
  office.tap.heard.flatMap(({ data }) => (data as { charges: { chargeRef: string }[] }).charges.map(({ chargeRef }) => chargeRef));
const stored = async () =>
  (await office.db.query('select charge_ref from charge order by 1')).map((r: { charge_ref: string }) => r.charge_ref);

describe('an import', () => {
  it('takes the good rows, lists the bad ones and gives the new charges as a fact', async () => {
    const csv = file(
      row('A'),
      row('B').replace('GBP', 'XYZ'),
      '',
      row('C').replace('Support', '"two\nlines"'),
      row('D').replace('24.50', '-1'),
    );
    expect(await office.import(csv, (await office.as('Zoë', { roles: ['finance-manager'] })).headers)).toEqual({
      status: 200,
      body: {
        charges: 2,
        alreadyKnown: 0,
        rejectedCount: 2,
        batches: 1,
        rejectedRows: [
          { line: 3, column: 'currency', reason: expect.stringContaining('no currency in use') },
          { line: 7, column: 'unit_price', reason: expect.stringContaining('at least 0') },
        ],
      },
    });
    await eventually(() => expect(refsHeard()).toEqual(['A', 'C']));
    expect(office.tap.heard[0]!.data).toMatchObject({
      source: 'csv',
      enteredBy: 'Zoë',
      charges: [{ netMinor: 4900, vatMinor: 980 }, { description: 'two\nlines' }],
    });
  });

  it('adds nothing when the same file comes again', async () => {
    await office.import(file(row('A'), row('B')));
    expect((await office.import(file(row('A'), row('B'), row('C')))).body).toMatchObject({ charges: 1, alreadyKnown: 2, rejectedCount: 0 });
    await eventually(() => expect(refsHeard()).toEqual(['A', 'B', 'C']));
    expect(await stored()).toEqual(['A', 'B', 'C']);
  });

  it('knows a charge again however its numbers are written', async () => {
    await office.import(file(row('A')));
    expect((await office.import(file(row('A').replace(',2,24.50,', ',2.0,024.5,')))).body).toMatchObject({ charges: 0, alreadyKnown: 1 });
  });

  it('rejects a known reference with another content, also within one file', async () => {
    await office.import(file(row('A')));
    const { body } = await office.import(file(row('A').replace('24.50', '25'), row('B'), row('B'), row('B').replace('24.50', '26')));
    expect(body).toMatchObject({ charges: 1, alreadyKnown: 1, rejectedCount: 2 });
    expect(body.rejectedRows).toEqual(
      [2, 5].map((line) => ({ line, column: 'charge_ref', reason: expect.stringContaining('entered before with other content') })),
    );
  });

  it('lists rejected rows in the order of the file, also when some are found out later', async () => {
    await office.import(file(row('A')));
    const { body } = await office.import(file(row('A').replace('24.50', '25'), 'bad', row('B')));
    expect(body.rejectedRows.map(({ line }: { line: number }) => line)).toEqual([2, 3]);
  });

  it('of the same file twice at once adds each charge once', async () => {
    const csv = file(...Array.from({ length: 1700 }, (_, n) => row(`R-${(n * 7919) % 1700}`)));
    const answers = await Promise.all([office.import(csv), office.import(csv), office.import(csv)]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    const sum = (name: string) => answers.reduce((total, { body }) => total + body[name], 0);
    expect([sum('charges'), sum('alreadyKnown'), sum('rejectedCount')]).toEqual([1700, 3400, 0]);
    await eventually(() => expect(refsHeard()).toHaveLength(1700));
  });

  it.each([
    ['', {}, 400, 'The file is empty'],
    ['charge_ref,quantity\nA,1', {}, 400, 'lacks customer_ref, customer_name, customer_email'],
    [HEADER.replaceAll(',', ';'), {}, 400, 'separated by semicolons; expected commas'],
    [file(row('A')), { 'content-type': 'application/xml' }, 415, 'expected the file itself, sent as text/csv'],
    [file(row('A')), { 'content-type': 'text/csv; charset=iso-8859-1' }, 415, 'in iso-8859-1; expected UTF-8'],
    [file(row('A')), { 'content-encoding': 'gzip' }, 415, 'packed'],
  ])('of %j with %j is refused, and nothing is taken', async (csv, headers, status, message) => {
    const answer = await office.import(csv, headers as Record<string, string>);
    expect(answer).toMatchObject({ status, body: { message: expect.stringContaining(message) } });
    expect(await stored()).toEqual([]);
  });

  it('of a header alone takes nothing and says so', async () => {
    expect(await office.import(HEADER)).toMatchObject({ status: 200, body: { charges: 0, rejectedCount: 0, rejectedRows: [] } });
  });

  it('is answered even when the client is still sending a file that was refused', async () => {
    const chunk = Buffer.from('x,'.repeat(50_000));
    async function* endless() {
      yield Buffer.from('not,our,header\n');
      for (let sent = 0; sent < 40; sent++) yield chunk;
    }
    expect(await office.import(endless() as never)).toMatchObject({ status: 400, body: { message: expect.stringContaining('lacks') } });
  });

  it('that breaks off keeps what was written, and the same file again adds the rest', async () => {
    const rows = Array.from({ length: 1200 }, (_, n) => row(`R-${String(n).padStart(4, '0')}`));
    const { hostname, port } = new URL(office.url);
    const socket = createConnection({ host: hostname, port: Number(port) });
    const body = file(...rows);
    const head = [
      'host: x',
      'content-type: text/csv',
      `content-length: ${body.length * 2}`,
      `authorization: ${office.operator.authorization}`,
    ];
    socket.write(`POST /api/charges/import HTTP/1.1\r\n${head.join('\r\n')}\r\n\r\n${body}`);
    await eventually(async () => expect(await stored()).toHaveLength(1000));
    socket.destroy();
    await eventually(async () =>
      expect(await office.db.query(`select detail->>'ended' as ended from audit`)).toEqual([{ ended: 'false' }]),
    );
    expect((await office.import(body)).body).toMatchObject({ charges: 200, alreadyKnown: 1000, rejectedCount: 0 });
  });

  it('of a row that breaks every rule reports it once', async () => {
    const { body } = await office.import(file(row('A'), ';;;;', row('B'), `"${'x'.repeat(300_000)}`, row('C')));
    expect(body).toMatchObject({ charges: 3, rejectedCount: 2 });
    expect(body.rejectedRows.map(({ line }: { line: number }) => line)).toEqual([3, 5]);
  });
});

describe('charges as JSON', () => {
  it.each([
    ['one', json('A')],
    ['a list', [json('A')]],
    ['an object with a list', { charges: [json('A')] }],
  ])('may come as %s', async (_, body) => {
    expect(await office.post('/api/charges', body)).toEqual({
      status: 200,
      body: { charges: 1, alreadyKnown: 0, rejectedCount: 0, batches: 1, rejectedRows: [] },
    });
    await eventually(() =>
      expect(office.tap.heard[0]?.data).toMatchObject({ source: 'api', enteredBy: 'local operator', charges: [{ cardRef: null }] }),
    );
  });

  it('are the same charges as in a file', async () => {
    await office.import(file(row('A').replace('SBX-OK-1', '')));
    expect((await office.post('/api/charges', json('A'))).body).toMatchObject({ charges: 0, alreadyKnown: 1 });
  });

  it('are rejected with their index, the others go on', async () => {
    const { status, body } = await office.post('/api/charges', [
      json('A'),
      json('B', { quantity: 'two' }),
      7,
      json('C', { colour: 'red' }),
    ]);
    expect({ status, charges: body.charges, rows: body.rejectedRows }).toEqual({
      status: 200,
      charges: 1,
      rows: [
        { index: 1, column: 'quantity', reason: expect.stringContaining('is "two"') },
        { index: 2, column: '', reason: expect.stringContaining('is not an object') },
        { index: 3, column: 'colour', reason: expect.stringContaining('no field of a charge') },
      ],
    });
  });

  it.each([
    ['[]', 400, 'There are no charges'],
    ['{ "charges": [] }', 400, 'There are no charges'],
    ['{ not json', 400, 'JSON'],
    [`["${'x'.repeat(5 * 1024 * 1024)}"]`, 413, 'too large'],
  ])('%.20s is refused', async (body, status, message) => {
    const response = await fetch(`${office.url}/api/charges`, {
      method: 'POST',
      body,
      headers: { ...office.operator, 'content-type': 'application/json' },
    });
    expect(response.status).toBe(status);
    expect(await response.text()).toContain(message);
  });

  it('sent as a form is refused with what is expected', async () => {
    const response = await fetch(`${office.url}/api/charges`, {
      method: 'POST',
      headers: office.operator,
      body: new URLSearchParams({ charge_ref: 'A' }),
    });
    expect([response.status, await response.json()]).toEqual([
      415,
      { error: 'UnsupportedMediaType', message: expect.stringContaining('expected JSON, sent with "content-type: application/json"') },
    ]);
  });
});
