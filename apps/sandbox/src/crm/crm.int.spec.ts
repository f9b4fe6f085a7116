/** @servers any: the sandbox speaks HTTP alone here, and keeps nothing of it that differs between servers */
import { type RunningSandbox, runningSandbox } from '../testing/running-sandbox';
import type { Deal } from './made-up-deals';

let sandbox: RunningSandbox;

beforeAll(async () => {
  sandbox = await runningSandbox({});
});
afterEach(() => sandbox.request('DELETE', '/api/faults'));
afterAll(() => sandbox?.close());

const ask = (query = '', authorization = 'Bearer sandbox-key') =>
  sandbox.request('GET', `/crm/deals${query}`, undefined, { authorization });
const dealsOf = async (query = ''): Promise<Deal[]> => (await ask(query)).body.data.items;

it('gives deals changed at a moment or later, the oldest first, the same ones each time', async () => {
  const first = await dealsOf('?limit=10');
  expect(first).toHaveLength(10);
  expect(first.map(({ updated_at }) => updated_at)).toEqual(first.map(({ updated_at }) => updated_at).sort());
  const rest = await dealsOf(`?limit=5&after=${first[4]!.updated_at}`);
  expect(rest).toEqual(first.slice(4, 9));
  expect(await dealsOf('?after=2999-01-01T00:00:00Z')).toEqual([]);
});

it('has some that people left half done', async () => {
  const all = await dealsOf('?limit=40');
  expect(all.filter(({ billing_email }) => billing_email === null).length).toBeGreaterThan(0);
  expect(all.filter(({ amount }) => amount === 'tbc').length).toBeGreaterThan(0);
});

it.each([
  ['without the token', '', 'Bearer wrong', 401],
  ['for no moment', '?after=yesterday', undefined, 400],
])('answers %s %i', async (_, query, authorization, status) => expect((await ask(query, authorization)).status).toBe(status));

it('answers nonsense when it is told to', async () => {
  await sandbox.request('PUT', '/api/faults', { 'crm-nonsense': true });
  expect(await ask()).toMatchObject({ status: 200, body: expect.stringContaining('Scheduled maintenance') });
});
