import { RunningBackOffice } from '../testing/running-back-office';
import { keepAudit } from './audit';
import { KeepAudit1763700000081 } from './keep-audit.migration';

const [CUSTOMER, INVOICE, STUCK, RUN] = ['1', '2', '3', '4'].map((n) => n.repeat(8) + '-1111-4111-8111-111111111111') as [
  string,
  string,
  string,
  string,
];

let office: RunningBackOffice;
let headers: Record<string, string>;

beforeAll(async () => {
  office = await RunningBackOffice.start();
  headers = (await office.as('Frances Obi', { roles: ['finance-manager'] })).headers;
  const { db } = office;
  await db.query(`insert into customer (customer_id, customer_ref, name) values ($1, 'C-1', 'Northgate Tyres Ltd')`, [CUSTOMER]);
  await db.query(
    `insert into invoice (invoice_id, invoice_number, run_id, customer_ref, customer_name, customer_email, has_card, currency, total_minor, due_on)
     values ($1, 'TK-2026-000017', $2, 'C-1', 'Northgate Tyres Ltd', 'a@example.com', true, 'GBP', 1200, '2026-11-01')`,
    [INVOICE, RUN],
  );
  await db.query(`insert into stuck_item (stuck_id, app, round, subject, reason) values ($1, 'payments-worker', 1, $2, 'Nobody knows')`, [
    STUCK,
    INVOICE,
  ]);
  await db.query(`insert into run (run_id, run_on, requested_by, charges_entered) values ($1, '2026-11-01', 'Ada', 3)`, [RUN]);
});
beforeEach(() => office.empty('audit'));
afterAll(() => office?.close());

const lines = async (query = '') => {
  const { status, body } = await office.get(`/api/audit${query}`, headers);
  expect(status).toBe(200);
  return body.lines;
};
const keep = (decision: Partial<Parameters<typeof keepAudit>[1]>) =>
  keepAudit(office.db, { actor: 'Ada', action: 'run approved', about: RUN, ...decision });

it('tells who did what when on what, from what to what and why, and whose it is', async () => {
  await keep({ action: 'customer changed', about: CUSTOMER, detail: { what: 'phone from none to 1' } });
  await keep({ action: 'stuck item retried', about: STUCK, detail: { because: 'the bank has answered', round: 1 } });
  await keep({
    action: 'setting changed',
    about: 'approval',
    detail: { before: { limitMinor: 5 }, after: { limitMinor: 7 } },
    actor: 'Bob',
  });
  const customer = { ref: 'C-1', customerId: CUSTOMER, name: 'Northgate Tyres Ltd' };
  expect(await lines()).toMatchObject([
    {
      by: 'Bob',
      words: 'Changed a setting',
      about: { name: 'approval' },
      changes: [{ field: 'limit minor', before: '5', after: '7' }],
      customer: null,
    },
    {
      words: 'Sent again what was stuck',
      about: { kind: 'stuck item', id: STUCK, name: 'TK-2026-000017: Northgate Tyres Ltd' },
      because: 'the bank has answered',
      customer,
    },
    {
      by: 'Ada',
      words: 'Changed a customer',
      what: 'phone from none to 1',
      about: { kind: 'customer', name: 'Northgate Tyres Ltd' },
      customer,
    },
  ]);
});

it('keeps what a thing was called when it was decided about', async () => {
  await keep({ action: 'customer changed', about: CUSTOMER });
  await office.db.query(`update customer set name = 'Renamed Ltd' where customer_id = $1`, [CUSTOMER]);
  expect((await lines())[0].about.name).toBe('Northgate Tyres Ltd');
  await office.db.query(`update customer set name = 'Northgate Tyres Ltd' where customer_id = $1`, [CUSTOMER]);
});

it.each([
  ['?by=Bob', ['Let a run go on']],
  ['?action=run%20stopped', ['Stopped a run']],
  ['?customer=C-1', ['Changed a customer']],
  [`?about=${RUN}`, ['Let a run go on', 'Stopped a run']],
  ['?q=northgate', ['Changed a customer']],
  ['?q=2026-11', ['Let a run go on', 'Stopped a run']],
  ['?q=wrong%20pri', ['Stopped a run']],
  ['?q=nobody', []],
  ['?from=2020-01-01&to=2020-12-31', []],
  ['?from=2020-01-01&by=Bob', ['Let a run go on']],
])('%s shows what it says', async (query, shown) => {
  await keep({ action: 'customer changed', about: CUSTOMER });
  await keep({ action: 'run stopped', detail: { because: 'wrong prices' } });
  await keep({ action: 'run resumed', actor: 'Bob' });
  expect((await lines(query)).map(({ words }: { words: string }) => words)).toEqual(shown);
});

it('goes through pages without a line lost or shown twice', async () => {
  for (let n = 0; n < 7; n += 1) await keep({ detail: { what: `no. ${n}` } });
  const seen: string[] = [];
  for (let after = ''; ; ) {
    const { body } = await office.get(`/api/audit?limit=3${after}`, headers);
    seen.push(...body.lines.map(({ what }: { what: string }) => what));
    if (body.next === null) break;
    after = `&after=${body.next}`;
  }
  expect(seen).toEqual([6, 5, 4, 3, 2, 1, 0].map((n) => `no. ${n}`));
});

it('says by whom and by what it can be looked through', async () => {
  await keep({ actor: 'Bob' });
  await keep({ actor: 'ada' });
  await keep({ actor: 'Bob' });
  const { body } = await office.get('/api/audit/choices', headers);
  expect(body).toMatchObject({ people: ['ada', 'Bob'], timeZone: 'Europe/London' });
  expect(body.actions).toContainEqual({ action: 'run approved', words: 'Approved a run' });
});

it.each([
  ['update', `update audit set actor = 'Somebody else'`],
  ['delete', 'delete from audit'],
  ['truncate', 'truncate audit'],
  ['an update that finds nothing', 'update audit set about = about where id < 0'],
])('nobody changes or deletes it: %s', async (_, sql) => {
  await keep({});
  await expect(office.db.query(sql)).rejects.toThrow('nobody changes or deletes it');
  expect(await lines()).toHaveLength(1);
});

it.each(['agent', 'consultant', 'team-manager', 'management'] as const)('it is not for %s', async (role) => {
  const other = await office.as('Other', { roles: [role] });
  expect((await office.get('/api/audit', other.headers)).status).toBe(403);
});

it.each(['by=' + 'x'.repeat(300), 'action=nothing', 'from=2026-02-30', 'after=x', 'limit=0', 'colour=red'])(
  '%s is refused',
  async (query) => expect((await office.get(`/api/audit?${query}`, headers)).status).toBe(400),
);

it('takes over what was written down before it could be read as a list', async () => {
  const migration = new KeepAudit1763700000081();
  const db = office.db.createQueryRunner();
  try {
    await migration.down(db);
    await db.query(
      `insert into audit (actor, action, about, detail) values ('Ada', 'customer changed', $1, '{}'), ('Ada', 'run approved', $2, '{}')`,
      [CUSTOMER, RUN],
    );
    await migration.up(db);
  } finally {
    await db.release();
  }
  expect((await lines('?customer=C-1')).map(({ about }: any) => about.name)).toEqual(['Northgate Tyres Ltd']);
  expect((await lines(`?about=${RUN}`)).map(({ about }: any) => about.name)).toEqual(['Run of 2026-11-01']);
});
