import { ConsultantSaved, SaleCompleted, TeamSaved } from '@takings/contracts';
import { eventually } from '@takings/testing';
import { RunningBackOffice } from '../testing/running-back-office';
import { aSale } from '../testing/sales';
import { SALE_COLUMNS } from './sale-row';

let office: RunningBackOffice;

beforeAll(async () => {
  office = await RunningBackOffice.start();
});
beforeEach(async () => {
  await office.empty('team, consultant, sale, customer, adjustment, charge, charge_batch, audit');
  office.tap.heard.length = 0;
});
afterAll(() => office?.close());

const row = (ref: string, changes: Record<string, string> = {}) => {
  const values: Record<string, string> = {
    sale_ref: ref,
    consultant: 'Priya Nair',
    team: 'Falcon',
    customer: 'Acme Ltd',
    product: 'GTX Pro',
    amount: '4821.50',
    currency: 'USD',
    channel: 'offline',
    sold_at: '2016-11-03T14:05:00Z',
  };
  return SALE_COLUMNS.map((column) => changes[column] ?? values[column]).join(',');
};
const imported = async (...rows: string[]) => (await office.import([SALE_COLUMNS.join(','), ...rows].join('\n'), {}, 'sales')).body;
const heard = ({ type }: { type: string }) => office.tap.heard.filter((fact) => fact.type === type).map(({ data }) => data as any);
const soldAt = async (ref: string) =>
  (await office.db.query('select sold_at from sale where sale_ref = $1', [ref]))[0]?.sold_at.toISOString();

it('takes sales of any past day, creates whom they name, and invoices nothing', async () => {
  const answer = await imported(
    row('A'),
    row('B', { consultant: 'Tom Cole', team: 'Merlin', channel: 'Online' }),
    row('C', { consultant: 'PRIYA NAIR', team: 'falcon' }),
  );
  expect(answer).toEqual({ sales: 3, alreadyKnown: 0, rejectedCount: 0, batches: 1, rejectedRows: [] });
  await eventually(() => expect(heard(SaleCompleted)).toHaveLength(3));
  expect(heard(SaleCompleted).find(({ saleRef }) => saleRef === 'A')).toMatchObject({
    consultantName: 'Priya Nair',
    teamName: 'Falcon',
    origin: 'imported',
    product: 'GTX Pro',
    revenueMinor: 482_150,
    currency: 'USD',
    soldAt: '2016-11-03T14:05:00.000Z',
    customerName: 'Acme Ltd',
    charges: [],
  });
  expect(heard(TeamSaved).map(({ name, timeZone }) => [name, timeZone])).toEqual([
    ['Falcon', 'Europe/London'],
    ['Merlin', 'Europe/London'],
  ]);
  expect(heard(ConsultantSaved).map(({ name }) => name)).toEqual(['Priya Nair', 'Tom Cole']);
  expect(await office.db.query('select name from customer')).toEqual([{ name: 'Acme Ltd' }]);
  expect(await office.db.query('select 1 from charge')).toEqual([]);
  expect(await office.db.query(`select action from audit order by id`)).toEqual(
    ['team created', 'team created', 'consultant created', 'consultant created', 'sales imported'].map((action) => ({ action })),
  );
});

it('adds nothing when the same file comes again, and rejects another content under the same reference', async () => {
  await imported(row('A'), row('B'));
  expect(await imported(row('A'), row('B', { amount: '1' }), row('C'), row('C'), row('C', { amount: '2' }))).toMatchObject({
    sales: 1,
    alreadyKnown: 2,
    rejectedCount: 2,
    rejectedRows: [
      { line: 3, column: 'sale_ref', reason: expect.stringContaining('"B" came before with another sale') },
      { line: 6, column: 'sale_ref' },
    ],
  });
  await eventually(() => expect(heard(SaleCompleted)).toHaveLength(3));
});

it('leaves a consultant where they are now, and the sale in the team it names', async () => {
  await imported(row('A'));
  expect(await imported(row('B', { team: 'Merlin' }))).toMatchObject({ sales: 1 });
  const { sales } = (await office.get('/api/sales?team=Merlin')).body;
  expect(sales).toMatchObject([{ saleRef: 'B', consultant: 'Priya Nair', team: 'Merlin' }]);
  expect((await office.get('/api/consultants')).body.consultants).toMatchObject([{ name: 'Priya Nair', team: { name: 'Falcon' } }]);
});

it('takes sales of who has left, and of a team that is closed', async () => {
  await imported(row('A'));
  await office.db.query('update team set active = false');
  await office.db.query('update consultant set active = false');
  expect(await imported(row('B'))).toMatchObject({ sales: 1, rejectedCount: 0 });
});

it("reads moments with their zone, in the team's time zone, and days as noon", async () => {
  await office.post('/api/teams', { name: 'Falcon', time_zone: 'America/New_York' });
  await imported(
    row('zone', { sold_at: '2016-11-03T14:05:00+02:00' }),
    row('local', { sold_at: '2016-07-01 09:30' }),
    row('winter', { sold_at: '2016-12-01T09:30:15' }),
    row('day', { sold_at: '2016-07-01' }),
  );
  expect(await Promise.all(['zone', 'local', 'winter', 'day'].map(soldAt))).toEqual([
    '2016-11-03T12:05:00.000Z',
    '2016-07-01T13:30:00.000Z',
    '2016-12-01T14:30:15.000Z',
    '2016-07-01T16:00:00.000Z',
  ]);
});

it('takes a sale of today without its time as made by now', async () => {
  const today = new Date().toLocaleDateString('sv-SE', { timeZone: 'Europe/London' });
  expect(await imported(row('A', { sold_at: today }))).toMatchObject({ sales: 1 });
  expect(Date.parse(await soldAt('A'))).toBeLessThanOrEqual(Date.now());
});

it.each([
  [{ sale_ref: '' }, 'sale_ref', 'is missing'],
  [{ consultant: '' }, 'consultant', 'is missing'],
  [{ team: 'Floor' }, 'team', 'board of everybody'],
  [{ amount: '0' }, 'amount', 'is "0"; expected an amount above 0'],
  [{ amount: '-5' }, 'amount', 'is "-5"'],
  [{ amount: '1.005' }, 'amount', 'is "1.005"'],
  [{ amount: '1000000000000' }, 'amount', 'at most 999999999.99'],
  [{ currency: 'XXX' }, 'currency', 'no currency in use'],
  [{ channel: 'fax' }, 'channel', 'is "fax"; expected online or offline'],
  [{ sold_at: '2016-02-30' }, 'sold_at', 'is "2016-02-30"'],
  [{ sold_at: '03/11/2016' }, 'sold_at', 'is "03/11/2016"'],
  [{ sold_at: '2016-11-03T25:00' }, 'sold_at', 'expected a moment'],
  [{ sold_at: '2999-01-01' }, 'sold_at', 'still to come'],
  [{ sold_at: '2999-01-01T10:00:00Z' }, 'sold_at', 'still to come'],
])('rejects the row with %j and takes the others', async (changes: Record<string, string>, column, reason) => {
  expect(await imported(row('BAD', changes), row('GOOD'))).toMatchObject({
    sales: 1,
    rejectedCount: 1,
    rejectedRows: [{ line: 2, column, reason: expect.stringContaining(reason) }],
  });
});

it('refuses a file of charges, and a body that is no CSV', async () => {
  expect(await office.import('charge_ref,customer_ref\n', {}, 'sales')).toMatchObject({
    status: 400,
    body: { message: expect.stringContaining('lacks sale_ref, consultant') },
  });
  expect((await office.import('{}', { 'content-type': 'application/json' }, 'sales')).status).toBe(415);
});

it('and a posted sale do not take the same reference', async () => {
  await imported(row('A'));
  expect((await office.post('/api/sales', aSale({ sale_ref: 'A' }))).status).toBe(409);
});
