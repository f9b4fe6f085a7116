import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { eventually, type FreshDatabase, freshDatabase } from '@takings/testing';
import { Client } from 'pg';
import { RunningBackOffice } from '../testing/running-back-office';
import { ConnectorClock } from './connector-clock';
import { minutesBefore } from './pulling';

/** A CRM that answers as the test says. */
class ScriptedCrm {
  answer: (request: IncomingMessage, response: ServerResponse) => void = (_, response) => response.end('[]');
  readonly asked: string[] = [];
  private server?: Server;

  async open(): Promise<string> {
    this.server = createServer((request, response) => {
      this.asked.push(request.url ?? '');
      this.answer(request, response);
    });
    await new Promise<void>((resolve) => this.server!.listen(0, '127.0.0.1', resolve));
    return `127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  rows(all: readonly object[]) {
    this.answer = (request, response) => {
      const { searchParams } = new URL(request.url!, 'http://crm');
      const after = searchParams.get('after') ?? '';
      const of = all.filter((row) => (row as { updated_at: string }).updated_at >= after).slice(0, Number(searchParams.get('limit')));
      response.end(JSON.stringify({ data: { items: of } }));
    };
  }

  says(body: string, status = 200) {
    this.answer = (_, response) => response.writeHead(status).end(body);
  }

  close() {
    this.server?.closeAllConnections();
    return new Promise((resolve) => this.server?.close(resolve));
  }
}

const crm = new ScriptedCrm();
let host: string;
let theirs: FreshDatabase;
let theirDb: Client;
let office: RunningBackOffice;
let fin: Record<string, string>;

beforeAll(async () => {
  [host, theirs] = await Promise.all([crm.open(), freshDatabase()]);
  theirDb = new Client({ connectionString: theirs.url });
  await theirDb.connect();
  await theirDb.query('create table deal (id integer, account text, won_on date, amount numeric(10,2), changed timestamptz)');
  await theirDb.query('create sequence counted');
  office = await RunningBackOffice.start({
    CRM_HTTP_HOSTS: host,
    CRM_HTTP_TOKEN: 'crm-token',
    CRM_DATABASE_URL: theirs.url,
    CRM_TIMEOUT_MS: '700',
  });
  fin = (await office.as('Fin', { roles: ['finance-manager'] })).headers;
});
beforeEach(async () => {
  await office.empty('charge, charge_batch, charge_import, import_row, import_fault, audit, setting, crm_watermark');
  await theirDb.query('truncate deal');
  office.tap.heard.length = 0;
  crm.asked.length = 0;
});
afterAll(async () => {
  await office?.close();
  await theirDb?.end();
  await theirs?.drop();
  await crm.close();
});

const row = (n: number, changes = {}) => ({
  deal: `D-${n}`,
  account: 'Acme Ltd',
  mail: 'a@acme.example',
  product: 'Support',
  amount: 10,
  due: '2026-11-01',
  updated_at: `2026-11-${String(n).padStart(2, '0')}T10:00:00Z`,
  ...changes,
});
const mapping = {
  charge_ref: { from: 'deal' },
  customer_ref: { from: 'account' },
  customer_name: { from: 'account' },
  customer_email: { from: 'mail' },
  card_ref: { value: '' },
  description: { from: 'product' },
  quantity: { value: '1' },
  unit_price: { from: 'amount' },
  currency: { value: 'GBP' },
  vat_rate: { value: '20' },
  due_on: { from: 'due' },
};
const http = (changes = {}) => ({
  schedule: { on: false, cron: '*/15 * * * *', timeZone: 'Europe/London' },
  kind: 'http',
  query: '',
  url: `http://${host}/deals`,
  rowsAt: 'data.items',
  watermark: 'updated_at',
  beginAfter: '',
  againMinutes: 0,
  mapping,
  ...changes,
});
const sql = (changes = {}) =>
  http({
    kind: 'sql',
    query: 'select id, account, won_on, amount, changed from deal -- of all teams;',
    watermark: 'changed',
    mapping: {
      ...mapping,
      charge_ref: { from: 'id' },
      customer_email: { value: 'a@acme.example' },
      description: { value: 'Support' },
      due_on: { from: 'won_on' },
    },
    ...changes,
  });
const put = (connector: object, revision?: number) =>
  fetch(`${office.url}/api/charge-connector`, {
    method: 'PUT',
    body: JSON.stringify({ connector, revision }),
    headers: { 'content-type': 'application/json', ...fin },
  }).then(async (response) => ({ status: response.status, body: (await response.json()) as any }));
const attempt = (connector: object) => office.post('/api/charge-connector/try', { connector }, fin).then(({ body }) => body);
const last = async () => (await office.get('/api/charge-imports?source=crm', fin)).body.imports[0];
async function pull() {
  const { status, body } = await office.post('/api/charge-connector/pull', {}, fin);
  expect({ status, body }).toMatchObject({ status: 200 });
  await eventually(async () => expect((await last()).endedAt).not.toBeNull());
  return last();
}
const stored = async () =>
  (await office.db.query('select charge_ref as ref from charge order by charge_id')).map(({ ref }: { ref: string }) => ref);

describe('a pull', () => {
  it('brings what is new, page by page, and the next one goes on where it ended', async () => {
    const all = Array.from({ length: 1203 }, (_, n) => row(n, { updated_at: new Date(Date.UTC(2026, 0, 1) + n * 1000).toISOString() }));
    crm.rows(all);
    await put(http());
    expect(await pull()).toMatchObject({
      state: 'entered',
      fresh: 1203,
      rejected: 0,
      failure: null,
      watermarkTo: all.at(-1)!.updated_at,
      startedBy: 'Fin',
    });
    all.push(row(2000, { updated_at: '2026-02-01T00:00:00.000Z' }));
    crm.asked.length = 0;
    expect(await pull()).toMatchObject({ fresh: 1, known: expect.any(Number), watermarkTo: '2026-02-01T00:00:00.000Z' });
    expect(crm.asked[0]).toContain(`after=${encodeURIComponent(all[1202]!.updated_at)}`);
    expect(await stored()).toHaveLength(1204);
    const refs = office.tap.heard.flatMap(({ data }) => (data as any).charges.map(({ chargeRef }: { chargeRef: string }) => chargeRef));
    expect(new Set(refs).size).toBe(refs.length);
  });

  it('adds nothing when the CRM says everything again, and says what is another than before', async () => {
    crm.rows([row(1), row(2)]);
    await put(http());
    await pull();
    await office.db.query('truncate crm_watermark');
    crm.rows([row(1), row(2, { amount: 99 }), row(3), row(3)]);
    expect(await pull()).toMatchObject({ rows: expect.any(Number), fresh: 1, rejected: 1 });
    expect((await office.get(`/api/charge-imports/${(await last()).importId}`, fin)).body.rejectedRows).toMatchObject([
      { ref: 'D-2', column: 'charge_ref', reason: expect.stringContaining('entered before with other content') },
    ]);
  });

  it('names each row that does not come in, and goes on behind it', async () => {
    crm.rows([row(1, { mail: null }), row(2, { amount: 'tbc' }), row(3, { due: { day: 3 } }), row(4)]);
    await put(http());
    const done = await pull();
    expect(done).toMatchObject({ state: 'entered', fresh: 1, rejected: 3 });
    expect((await office.get(`/api/charge-imports/${done.importId}`, fin)).body.rejectedRows).toMatchObject([
      { ref: 'D-1', column: 'customer_email', reason: expect.stringContaining('missing') },
      { ref: 'D-2', column: 'unit_price', reason: expect.stringContaining('is "tbc"') },
      { ref: 'D-3', column: 'due_on', reason: expect.stringContaining('not text but object') },
    ]);
  });

  it('looks back, for rows that were saved late', async () => {
    crm.rows([row(1), row(9)]);
    await put(http({ againMinutes: 30 }));
    await pull();
    crm.rows([row(1), row(7, { updated_at: '2026-11-09T09:45:00Z' }), row(9)]);
    expect(await pull()).toMatchObject({ fresh: 1, watermarkTo: row(9).updated_at });
    expect(await stored()).toEqual(['D-1', 'D-9', 'D-7']);
  });

  it('pressed twice, or while the schedule pulls, is one', async () => {
    let release = () => undefined as unknown;
    crm.answer = (_, response) => (release = () => response.end(JSON.stringify({ data: { items: [] } })));
    await put(http());
    const answers = await Promise.all([1, 2, 3].map(() => office.post('/api/charge-connector/pull', {}, fin)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    await eventually(() => expect(crm.asked).toHaveLength(1));
    release();
    await eventually(async () => expect((await last()).state).toBe('entered'));
  });

  it('that stopped in the middle keeps the pages it brought, and the next goes on behind them', async () => {
    const all = Array.from({ length: 700 }, (_, n) => row(n, { updated_at: new Date(Date.UTC(2026, 0, 1) + n * 1000).toISOString() }));
    crm.rows(all);
    const honest = crm.answer;
    crm.answer = (request, response) => (crm.asked.length > 1 ? response.writeHead(500).end() : honest(request, response));
    await put(http());
    expect(await pull()).toMatchObject({ state: 'failed', fresh: 500, failure: 'It answered 500; expected 200 with rows in JSON' });
    crm.answer = honest;
    expect(await pull()).toMatchObject({ state: 'entered', fresh: 200 });
    expect(await stored()).toHaveLength(700);
  });
});

describe('by the schedule', () => {
  it('is one for each period, whoever strikes and however often', async () => {
    crm.rows([row(1)]);
    await put(http({ schedule: { on: true, cron: '0 6 * * *', timeZone: 'Europe/London' } }));
    await office.db.query(`update setting set changed_at = '2026-07-01T12:00:00Z'`);
    const clock = office.part(ConnectorClock);
    await Promise.all(Array.from({ length: 5 }, () => clock.pullDue(new Date('2026-07-02T05:00:00.500Z'))));
    await eventually(async () => expect(await stored()).toEqual(['D-1']));
    expect((await office.get('/api/charge-imports?source=crm', fin)).body.imports).toMatchObject([{ startedBy: 'the schedule' }]);
  });
});

describe('a CRM that', () => {
  it.each<[string, () => void, object, string]>([
    ['is slow', () => void (crm.answer = () => undefined), {}, 'did not answer within 0.7 s'],
    ['answers in HTML', () => crm.says('<html>down for maintenance'), {}, 'something else than JSON, which begins "<html>down'],
    ['does not know us', () => crm.says('{}', 401), {}, 'CRM_HTTP_TOKEN may be wrong'],
    ['has its rows elsewhere', () => crm.says('{"rows":[],"total":0}'), {}, 'no list of rows at data.items; it has rows, total'],
    ['gives no objects', () => crm.says('{"data":{"items":[1]}}'), {}, 'Row 1 is 1; expected an object'],
    ['lacks a column', () => crm.rows([{ deal: 'D-1', updated_at: '2026-11-01' }]), {}, 'It has no account, mail, product'],
    ['does not say when', () => crm.says('{"data":{"items":[{"deal":"D-1"}]}}'), {}, 'Row 1 has no updated_at; it has deal'],
    ['gives the later first', () => crm.says(JSON.stringify({ data: { items: [row(2), row(1)] } })), {}, 'Row 2 comes after a later one'],
    ['gives far too much', () => crm.says(`{"data":"${'x'.repeat(21 * 1024 ** 2)}"}`), {}, 'sent more than 20971520 bytes'],
    [
      'is another host',
      () => undefined,
      { url: 'http://169.254.169.254/latest' },
      '169.254.169.254 is none of the hosts that may be asked',
    ],
    ['cannot be reached', () => crm.says('[]'), { url: 'http://127.0.0.1:1/x' }, 'is none of the hosts'],
  ])('%s is told in a sentence', async (_, behave, changes, words) => {
    behave();
    expect(await attempt(http(changes))).toMatchObject({ fault: expect.stringContaining(words), rows: [] });
    expect(await office.db.query('select 1 from charge_import')).toEqual([]);
  });

  it('has more rows of one moment than a page takes is told, and nothing is passed over', async () => {
    crm.rows(Array.from({ length: 600 }, (_, n) => row(n, { updated_at: '2026-11-01T10:00:00Z' })));
    await put(http());
    expect(await pull()).toMatchObject({
      state: 'failed',
      fresh: 500,
      failure: expect.stringContaining('More than 500 rows have the same updated_at'),
    });
  });
});

describe('a query', () => {
  const insert = (id: number, changed: string, amount = '24.50') =>
    theirDb.query('insert into deal values ($1, $2, $3, $4, $5)', [id, 'Acme Ltd', '2026-11-01', amount, changed]);

  it('brings its rows as they are, however many have one moment', async () => {
    await theirDb.query(
      `insert into deal select n, 'Acme Ltd', '2026-11-01', 24.50, '2026-11-01 10:00:00.123456+00' from generate_series(1, 1100) n`,
    );
    await put(sql());
    expect(await pull()).toMatchObject({ state: 'entered', fresh: 1100, watermarkTo: '2026-11-01 10:00:00.123456+00' });
    await insert(2000, '2026-11-01 10:00:00.123456+00');
    await insert(2001, '2026-11-02 10:00:00+00', '1.00');
    expect(await pull()).toMatchObject({ fresh: 2, known: 1100 });
    const [charge] = await office.db.query(
      `select due_on::text as due, unit_price, net_minor::int as net from charge where charge_ref = '7'`,
    );
    expect(charge).toEqual({ due: '2026-11-01', unit_price: '24.5', net: 2450 });
  });

  it('shows its first rows and their faults when it is tried, and enters nothing', async () => {
    await insert(1, '2026-11-01 10:00:00+00');
    await insert(2, '2026-11-01 11:00:00+00', '-5');
    expect(await attempt(sql())).toMatchObject({
      fault: null,
      columns: ['id', 'account', 'won_on', 'amount', 'changed'],
      rows: [
        {
          row: 1,
          values: ['1', 'Acme Ltd', '2026-11-01', '24.50', expect.any(String)],
          outcome: 'new',
          charge: { chargeRef: '1', netMinor: 2450 },
        },
        { row: 2, outcome: 'bad', column: 'unit_price', reason: expect.stringContaining('at least 0') },
      ],
    });
    expect(await stored()).toEqual([]);
  });

  it.each([
    ['writes', 'with gone as (delete from deal returning *) select * from gone', 'data-modifying statement'],
    ['writes by a function', `select *, setval('counted', 1) from deal`, 'it would change something'],
    ['is slow', 'select d.*, pg_sleep(5) from deal d', 'did not answer within 0.7 s'],
    ['has no such table', 'select * from deals', 'relation "deals" does not exist'],
    ['is two', 'select 1) q; drop table deal; select * from (select 1', 'cannot insert multiple commands'],
    ['lacks the watermark', 'select id, account, won_on, amount from deal', 'column q.changed does not exist'],
  ])('that %s is told in a sentence', async (_, query, words) => {
    await insert(1, '2026-11-01 10:00:00+00');
    expect(await attempt(sql({ query }))).toMatchObject({ fault: expect.stringContaining(words) });
    expect((await theirDb.query('select count(*)::int as n from deal')).rows).toEqual([{ n: 1 }]);
  });
});

describe('its settings', () => {
  it('hold no secret, are audited, and are changed by one person at a time', async () => {
    expect((await put(http(), 0)).status).toBe(200);
    expect(await put(http({ beginAfter: '2026' }), 0)).toMatchObject({ status: 409 });
    const { body } = await office.get('/api/charge-connector', fin);
    expect(body).toMatchObject({ revision: 1, changedBy: 'Fin', offered: { database: true, hosts: [host], token: true } });
    expect(JSON.stringify(body)).not.toMatch(/crm-token|postgres:\/\//);
    expect(await office.db.query('select action from audit')).toEqual([{ action: 'setting changed' }]);
  });

  it.each([
    [{ kind: 'sql', query: 'delete from deal' }, 'connector.query: expected one select'],
    [{ url: 'nowhere' }, 'connector.url: expected an address'],
    [{ mapping: { colour: { value: 'red' } } }, 'expected only charge_ref'],
    [{ watermark: '' }, 'expected the column by which'],
  ])('are refused as %j', async (changes, words) => {
    expect(await put(http(changes))).toMatchObject({ status: 400, body: { message: expect.stringContaining(words) } });
  });

  it('are not for agents', async () => {
    const agent = (await office.as('Anna', { roles: ['agent'] })).headers;
    expect((await office.post('/api/charge-connector/pull', {}, agent)).status).toBe(403);
  });
});

it.each([
  ['2026-11-01T10:00:00Z', 10, '2026-11-01T09:50:00.000Z'],
  ['2026-11-01 10:00:00.5+00', 10, '2026-11-01T09:50:00.500Z'],
  ['2026-11-01 10:00:00', 10, '2026-11-01T09:50:00.000'],
  ['42', 10, '42'],
  ['2026-11-01', 10, '2026-11-01'],
  ['2026-11-01T10:00:00Z', 0, '2026-11-01T10:00:00Z'],
])('%s is looked at again from %i minutes before on: %s', (watermark, minutes, from) => {
  expect(minutesBefore(watermark, minutes)).toBe(from);
});
