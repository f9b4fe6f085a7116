import { eventually } from '@takings/testing';
import { RunningBackOffice } from '../../testing/running-back-office';

let office: RunningBackOffice;
let manager: Record<string, string>;

beforeAll(async () => {
  office = await RunningBackOffice.start();
  manager = { ...(await office.as('Frances Obi', { roles: ['finance-manager'] })).headers };
});
beforeEach(() => office.empty('charge, charge_batch, customer, customer_pause, work_pause, audit'));
afterAll(() => office?.close());

const enter = async (ref = 'C-1') =>
  (await office.post('/api/customers', { name: 'Northgate Tyres Ltd', customer_ref: ref })).body.customerId as string;
const pause = (id: string, body: object) =>
  office.post(`/api/customers/${id}/pause`, { because: 'Closed for rebuilding', ...body }, manager);
const runOn = async (day: string) => {
  const { runId } = (await office.post('/api/runs', { runOn: day }, manager)).body;
  return eventually(() => {
    const asked = office.tap.heard.find(({ type, subject }) => type === 'run.requested.v1' && subject === runId);
    expect(asked).toBeDefined();
    return (asked!.data as any).pausedCustomers;
  });
};

it('is told to each run of its days, and to no other', async () => {
  const id = await enter();
  expect(await pause(id, { from_on: '2026-12-01', until_on: '2026-12-31' })).toMatchObject({
    status: 200,
    body: { pause: { fromOn: '2026-12-01', untilOn: '2026-12-31', by: 'Frances Obi' } },
  });
  await enter('C-2');
  const days = ['2026-11-30', '2026-12-01', '2026-12-31', '2027-01-01'];
  expect(await Promise.all(days.map(runOn))).toEqual([[], ['C-1'], ['C-1'], []]);
  await office.post(`/api/customers/${id}/pause/end`, {}, manager);
  expect(await runOn('2026-12-01')).toEqual([]);
  const { history } = (await office.get(`/api/customers/${id}`)).body;
  expect(history.map(({ what }: any) => what).slice(-2)).toEqual([
    'paused from 2026-12-01 until 2026-12-31: Closed for rebuilding',
    'ended the pause',
  ]);
});

it('is one at a time, for finance managers, with days that make sense and a reason', async () => {
  const id = await enter();
  const offered = async () => (await office.get(`/api/customers/${id}/pause`, manager)).body.can.map(({ whyNot }: any) => whyNot === null);
  expect(await offered()).toEqual([true, false]);
  expect((await office.post(`/api/customers/${id}/pause/end`, {}, manager)).status).toBe(409);
  expect((await pause(id, { from_on: '2026-12-31', until_on: '2026-12-01' })).body.field).toBe('until_on');
  expect((await pause(id, { from_on: '31.12.2026' })).body.field).toBe('from_on');
  expect((await pause(id, { from_on: '2026-12-01', because: ' ' })).body.field).toBe('because');
  const agent = { ...(await office.as('Anna Reed', { roles: ['agent'] })).headers };
  expect((await office.post(`/api/customers/${id}/pause`, { from_on: '2026-12-01', because: 'x' }, agent)).status).toBe(403);
  const both = await Promise.all([pause(id, { from_on: '2026-12-01' }), pause(id, { from_on: '2026-12-02' })]);
  expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
  expect(await offered()).toEqual([false, true]);
});

it('says what follows: charges that are neither invoiced nor taken back', async () => {
  const id = await enter();
  const charge = (ref: string, due: string, changes: object = {}) => ({
    ...{ charge_ref: ref, customer_ref: 'C-1', customer_name: 'Northgate', customer_email: 'a@acme.example', description: 'Tyres' },
    ...{ quantity: 1, unit_price: '100', currency: 'GBP', vat_rate: 20, due_on: due, ...changes },
  });
  await office.post('/api/charges', [charge('a', '2026-12-01'), charge('b', '2026-12-29'), charge('c', '2026-12-01', { currency: 'EUR' })]);
  await office.post('/api/charges', [charge('other', '2026-12-01', { customer_ref: 'C-9' })]);
  expect((await office.get(`/api/customers/${id}/pause`, manager)).body.follows).toEqual([
    { currency: 'EUR', charges: 1, totalMinor: 12_000, firstDueOn: '2026-12-01', lastDueOn: '2026-12-01' },
    { currency: 'GBP', charges: 2, totalMinor: 24_000, firstDueOn: '2026-12-01', lastDueOn: '2026-12-29' },
  ]);
});

it('of work is told to every app, counted by turns, and decided once', async () => {
  const change = (what: string, action: string) => office.post(`/api/pauses/${what}/${action}`, { because: 'Xero is moved' }, manager);
  const both = await Promise.all([change('file-in-xero', 'pause'), change('file-in-xero', 'pause')]);
  expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
  expect((await change('everything', 'resume')).body.message).toBe('This is not paused.');
  expect((await change('track-invoice', 'pause')).status).toBe(404);
  const work = (await change('file-in-xero', 'resume')).body.work;
  expect(work.find(({ what }: any) => what === 'file-in-xero')).toMatchObject({
    paused: null,
    can: [{ whyNot: null }, { whyNot: 'This is not paused.' }],
  });
  await eventually(() =>
    expect(
      office.tap.heard.filter(({ subject }) => subject === 'file-in-xero').map(({ type, data }) => [type, (data as any).turn]),
    ).toEqual([
      ['work.paused.v1', 1],
      ['work.resumed.v1', 2],
    ]),
  );
  expect((await office.db.query('select action, actor from audit order by id')).map(({ action }: any) => action)).toEqual([
    'work paused',
    'work resumed',
  ]);
});
