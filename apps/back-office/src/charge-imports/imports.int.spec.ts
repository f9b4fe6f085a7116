import { eventually } from '@takings/testing';
import { COLUMNS } from '../charges/charge-input';
import { RunningBackOffice } from '../testing/running-back-office';
import { EnteringPreviews } from './entering-previews';

let office: RunningBackOffice;
let fin: Record<string, string>;
let zoe: Record<string, string>;

beforeAll(async () => {
  office = await RunningBackOffice.start();
  fin = (await office.as('Fin', { roles: ['finance-manager'] })).headers;
  zoe = (await office.as('Zoë', { roles: ['finance-manager'] })).headers;
});
beforeEach(async () => {
  await office.empty('charge, charge_batch, charge_import, import_row, import_fault, audit');
  office.tap.heard.length = 0;
});
afterAll(() => office?.close());

const HEADER = COLUMNS.join(',');
const row = (ref: string, rest = 'C-1,Acme Ltd,accounts@acme.example,SBX-OK-1,Support,2,24.50,GBP,20,2026-11-01') => `${ref},${rest}`;
const file = (...rows: string[]) => [HEADER, ...rows].join('\n');
const send = async (path: string, body: string | Buffer, headers = fin) => {
  const response = await fetch(`${office.url}/api/charge-imports/${path}`, {
    method: 'POST',
    body: body as never,
    headers: { 'content-type': 'text/csv', ...headers },
  });
  return { status: response.status, body: (await response.json()) as any };
};
const upload = (csv: string | Buffer, query = '') => send(`upload?name=november.csv${query}`, csv);
const enter = (id: string, revision: number, headers = fin) => office.post(`/api/charge-imports/${id}/enter`, { revision }, headers);
const show = async (id: string) => (await office.get(`/api/charge-imports/${id}`, fin)).body;
const entered = (id: string) => eventually(async () => expect((await show(id)).state).toBe('entered'));
const stored = async () =>
  (await office.db.query('select charge_ref from charge order by 1')).map((r: { charge_ref: string }) => r.charge_ref);

describe('a preview', () => {
  it('says what will come in, what it comes to and what will not, and enters nothing', async () => {
    await office.post('/api/charges', JSON.parse(JSON.stringify({ ...asJson('KNOWN'), card_ref: 'SBX-OK-1' })));
    await office.post('/api/charges', asJson('CLASH'));
    const { status, body } = await upload(
      file(
        row('A'),
        row('B').replace('GBP', 'EUR'),
        row('KNOWN'),
        row('CLASH'),
        row('BAD').replace('24.50', '-1'),
        row('A'),
        `${row('A')} `,
        row('A').replace('2,', '3,'),
        'x,"broken',
      ),
    );
    expect(status).toBe(200);
    expect(body).toMatchObject({
      state: 'preview',
      ...{ rows: 9, fresh: 2, known: 3, rejected: 4, entered: 0 },
      sums: [
        { currency: 'EUR', rows: 1, netMinor: 4900, vatMinor: 980 },
        { currency: 'GBP', rows: 1, netMinor: 4900, vatMinor: 980 },
      ],
      rejectedRows: [
        { line: 5, ref: 'CLASH', column: 'charge_ref', reason: expect.stringContaining('entered before with other content') },
        { line: 6, column: 'unit_price', reason: expect.stringContaining('at least 0') },
        { line: 9, column: 'charge_ref', reason: expect.stringContaining('in this file before with other content') },
        { line: 10, column: 'customer_ref', reason: expect.stringContaining('quote') },
      ],
      firstRows: [{ line: 2, item: { chargeRef: 'A', netMinor: 4900 } }, { line: 3 }],
      whyNotEnter: null,
    });
    expect(await stored()).toEqual(['CLASH', 'KNOWN']);
  });

  it('is entered exactly, once, whoever presses and however often, and is told as one decision', async () => {
    const { body: preview } = await upload(
      file(...Array.from({ length: 1203 }, (_, n) => row(`CH-${n}`)), row('BAD').replace('GBP', 'XYZ')),
    );
    const answers = await Promise.all([fin, fin, zoe].map((who) => enter(preview.importId, preview.revision, who)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    await entered(preview.importId);
    expect(await show(preview.importId)).toMatchObject({
      fresh: 1203,
      entered: 1203,
      notEntered: 0,
      rejected: 1,
      whyNotEnter: expect.stringContaining('entered this file'),
    });
    expect(await stored()).toHaveLength(1203);
    await eventually(() => expect(office.tap.heard.map(({ data }) => (data as any).charges.length)).toEqual([500, 500, 203]));
    const audit = await office.db.query('select detail from audit');
    expect(audit).toEqual([
      { detail: expect.objectContaining({ what: 'entered 1203 charges of november.csv', fresh: 1203, rejected: 1 }) },
    ]);
    expect((await upload(file(row('CH-7')))).body).toMatchObject({ fresh: 0, known: 1, whyNotEnter: 'Nothing in this file is new.' });
  });

  it('of which something has come in meanwhile is not entered before somebody has looked again', async () => {
    const { body: preview } = await upload(file(row('A'), row('B'), row('C')));
    await office.import(file(row('A'), row('B').replace('2,', '3,')));
    expect(await enter(preview.importId, preview.revision)).toMatchObject({
      status: 409,
      body: { message: expect.stringContaining('come in meanwhile') },
    });
    const now = await show(preview.importId);
    expect(now).toMatchObject({ revision: 2, fresh: 1, known: 1, rejected: 1, sums: [{ netMinor: 4900 }] });
    expect((await enter(preview.importId, now.revision)).status).toBe(200);
    await entered(preview.importId);
    expect(await stored()).toEqual(['A', 'B', 'C']);
  });

  it('is entered to its end by another process when the one at work ends', async () => {
    const { body: preview } = await upload(file(row('A'), row('B'), row('C')));
    await office.db.query(
      `update charge_import set state = 'entering', entered_by = 'Fin', entered_to = 2, entered = 1, beat_at = now() - interval '1 minute'`,
    );
    await (office.part(EnteringPreviews) as unknown as { goOn(): Promise<void> }).goOn();
    await entered(preview.importId);
    expect(await stored()).toEqual(['B', 'C']);
  });

  it('that was thrown away, or whose rows the database has lost, is not entered', async () => {
    const { body: one } = await upload(file(row('A')));
    await office.post(`/api/charge-imports/${one.importId}/drop`, {}, fin);
    expect(await enter(one.importId, 1)).toMatchObject({ status: 409, body: { message: expect.stringContaining('thrown away') } });
    const { body: other } = await upload(file(row('A')));
    await office.db.query('truncate import_row');
    expect(await enter(other.importId, 1)).toMatchObject({
      status: 409,
      body: { message: expect.stringContaining('Choose the file again') },
    });
    expect(await stored()).toEqual([]);
  });

  it('leaves nothing behind of a file that breaks off', async () => {
    async function* breaking() {
      yield Buffer.from(file(...Array.from({ length: 600 }, (_, n) => row(`CH-${n}`))));
      throw new Error('broken off');
    }
    const sent = fetch(`${office.url}/api/charge-imports/upload?name=a.csv`, {
      method: 'POST',
      body: breaking() as never,
      headers: { 'content-type': 'text/csv', ...fin },
      duplex: 'half',
    } as never);
    await expect(sent).rejects.toThrow();
    await eventually(async () =>
      expect(await office.db.query('select 1 from charge_import union all select 1 from import_row')).toEqual([]),
    );
  });
});

describe("another tool's file", () => {
  const theirs =
    'opportunity_id,account,product,close_date,close_value\n1C1I7A6R,Cancity,GTX Plus Basic,2017-03-01,1054\nZ063OYW0,Isdom,GTXPro,2017-03-11,\n';
  const mapping = {
    charge_ref: { from: 'opportunity_id' },
    customer_ref: { from: 'account' },
    customer_name: { from: 'account' },
    customer_email: { value: 'accounts@example.com' },
    card_ref: { value: '' },
    description: { from: 'product' },
    quantity: { value: '1' },
    unit_price: { from: 'close_value' },
    currency: { value: 'GBP' },
    vat_rate: { value: '20' },
    due_on: { from: 'close_date' },
  };

  it('has its columns named, with a guess which they are', async () => {
    const { body } = await send('beginning', theirs);
    expect(body.columns.map(({ name }: { name: string }) => name)).toEqual([
      'opportunity_id',
      'account',
      'product',
      'close_date',
      'close_value',
    ]);
    expect(body.columns[4].samples).toEqual(['1054', '']);
    expect(body.missing).toContain('charge_ref');
    expect(body.guess).toMatchObject({
      charge_ref: { from: 'opportunity_id' },
      unit_price: { from: 'close_value' },
      due_on: { from: 'close_date' },
    });
    expect(await upload(theirs)).toMatchObject({
      status: 400,
      body: { message: expect.stringMatching(/lacks charge_ref.*it has "opportunity_id,account/) },
    });
  });

  it('comes in by the mapping, and what does not is taken away with why, harmless to spreadsheets', async () => {
    const evil = `${theirs}=1+1,Zotware,"=HYPERLINK(""x"")",2017-03-01,free\n4111111111111111,Zotware,x,2017-03-01,free\n`;
    const { body } = await upload(evil, `&mapping=${encodeURIComponent(JSON.stringify(mapping))}`);
    expect(body).toMatchObject({ rows: 4, fresh: 1, rejected: 3, sums: [{ currency: 'GBP', netMinor: 105400, vatMinor: 21080 }] });
    const response = await fetch(`${office.url}/api/charge-imports/${body.importId}/rejected`, { headers: fin });
    expect(response.headers.get('content-disposition')).toContain('attachment');
    expect((await response.text()).split('\r\n')).toEqual([
      'opportunity_id,account,product,close_date,close_value,line in the file,column at fault,why it does not come in',
      expect.stringMatching(/^Z063OYW0,Isdom,GTXPro,2017-03-11,,3,unit_price,"is missing/),
      expect.stringMatching(/^'=1\+1,Zotware,"'=HYPERLINK\(""x""\)",2017-03-01,free,4,unit_price,/),
      expect.stringMatching(/^"\(looked like a card number/),
      '',
    ]);
  });

  it.each([
    ['that is a picture', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), 'a picture (PNG)'],
    ['that is a workbook', Buffer.from('504b030414000600', 'hex'), 'an Excel workbook'],
    ['in UTF-16', Buffer.from('\uFEFFcharge_ref', 'utf16le'), 'UTF-16'],
    ['with semicolons', 'charge_ref;customer_ref\n', 'separated by semicolons'],
    ['that is empty', '', 'The file is empty'],
    ['in Latin-1', Buffer.from('Währung,Betrag\n', 'latin1'), 'not UTF-8'],
    ['without rows', `${HEADER}\n`, 'nothing below it'],
  ])('%s is called what it is', async (_, csv, words) => {
    expect(await upload(csv)).toMatchObject({ status: 400, body: { message: expect.stringContaining(words) } });
    expect(await office.db.query('select 1 from charge_import')).toEqual([]);
  });

  it('in Latin-1 below its first line has its faults, and a hint how it is saved', async () => {
    const csv = Buffer.from(`${file(row('A'), row('B').replace('Acme', 'Müller'))}\r\n`, 'latin1');
    expect((await upload(csv)).body).toMatchObject({ fresh: 1, rejected: 1, hint: expect.stringContaining('CSV UTF-8') });
  });

  it('with a byte order mark, CRLF and quotes is read as it is meant', async () => {
    const csv = `\uFEFF${HEADER}\r\n${row('A').replace('Support', '"Support, ""all"" of it\r\nand more"')}\r\n`;
    expect((await upload(csv)).body).toMatchObject({
      fresh: 1,
      rejected: 0,
      firstRows: [{ item: { description: 'Support, "all" of it\r\nand more' } }],
    });
  });
});

it('is for the finance manager', async () => {
  const agent = (await office.as('Anna', { roles: ['agent'] })).headers;
  expect((await send('upload', file(row('A')), agent)).status).toBe(403);
});

function asJson(charge_ref: string) {
  const [customer_ref, customer_name, customer_email, , description, quantity, unit_price, currency, vat_rate, due_on] = row('x')
    .split(',')
    .slice(1);
  return { charge_ref, customer_ref, customer_name, customer_email, description, quantity, unit_price, currency, vat_rate, due_on };
}

describe('stored cards', () => {
  const cards = (...rows: string[]) =>
    send('upload?kind=cards&name=cards.csv', ['customer_ref,card_ref,expires,masked', ...rows].join('\n'));

  it('come in for customers who are known, and charges that name none go to them', async () => {
    await office.post('/api/charges', asJson('A'));
    const { body } = await cards('C-1,ST-123,12/2099,411111######1111', 'C-404,ST-1,12/2099,1111', 'C-1,ST-124,13/2099,1111');
    expect(body).toMatchObject({
      kind: 'cards',
      fresh: 1,
      rejectedRows: [
        { line: 3, column: 'customer_ref', reason: expect.stringContaining('nobody knows') },
        { line: 4, column: 'expires', reason: expect.stringContaining('is "13/2099"') },
      ],
    });
    expect((await enter(body.importId, 1)).status).toBe(200);
    await entered(body.importId);
    const [customer] = await office.db.query(`select card_ref, card_expires, card_masked from customer where customer_ref = 'C-1'`);
    expect(customer).toEqual({ card_ref: 'ST-123', card_expires: '2099-12', card_masked: '411111######1111' });
    expect((await cards('C-1,ST-123,12/99,411111######1111')).body).toMatchObject({ fresh: 0, known: 1 });
    await office.post('/api/charges', asJson('B'));
    expect(await office.db.query('select charge_ref, card_ref from charge order by 1')).toEqual([
      { charge_ref: 'A', card_ref: null },
      { charge_ref: 'B', card_ref: 'ST-123' },
    ]);
    expect((await office.post('/api/charges', asJson('B'))).body).toMatchObject({ alreadyKnown: 1 });
  });

  it.each([
    ['as the reference', 'C-1,4111 1111 1111 1111,12/2099,1111', 'card_ref'],
    ['as the masked digits', 'C-1,ST-1,12/2099,4111111111111111', 'masked'],
    ['with too many digits shown', 'C-1,ST-1,12/2099,41111111####1111', 'masked'],
  ])('with a card number %s are refused, and it is kept nowhere', async (_, row, column) => {
    const { body } = await cards(row);
    expect(body).toMatchObject({ fresh: 0, rejectedRows: [{ column }] });
    const kept = JSON.stringify(await office.db.query('select * from import_fault'));
    expect(kept).not.toMatch(/4111[ \d]*1111 ?1111/);
  });
});
