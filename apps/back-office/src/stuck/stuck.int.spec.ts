import { randomUUID } from 'node:crypto';
import { type DataOf, type Given, StuckRaised, StuckSettled } from '@takings/contracts';
import { eventually } from '@takings/testing';
import { RunningBackOffice } from '../testing/running-back-office';

let office: RunningBackOffice;

beforeAll(async () => {
  office = await RunningBackOffice.start();
});
beforeEach(() => office.empty('stuck_item, audit'));
afterAll(() => office?.close());

type Raised = DataOf<typeof StuckRaised>;
// A name that no settling stage answers to would not be valid; nobody settles here because only this app runs.
const raised = (stuckId: string, changes: Partial<Raised> = {}): Given =>
  StuckRaised.of({
    stuckId,
    app: 'invoice-mailer',
    round: 1,
    stage: 'mail-invoice',
    kind: 'undeliverable',
    reason: '550 no such mailbox',
    factType: 'invoice.filed.v1',
    subject: 'some-invoice',
    actions: ['retry', 'discard'],
    raisedAt: '2026-11-01T10:00:00.000Z',
    ...changes,
  });
const settled = (stuckId: string, round = 1, outcome: 'retried' | 'discarded' | 'came-right' = 'retried'): Given =>
  StuckSettled.of({ stuckId, app: 'invoice-mailer', round, outcome, settledBy: 'Ada' });
const publish = async (...given: Given[]) => {
  for (const fact of given) await office.tap.publish(office.tap.eventOf(fact));
};
const showsState = (stuckId: string, state: string) =>
  eventually(async () => expect(await office.get(`/api/stuck/${stuckId}`)).toMatchObject({ status: 200, body: { state } }));
const resolve = async (stuckId: string, action: string, actor = 'Ada') =>
  office.post(
    `/api/stuck/${stuckId}/${action}`,
    { because: 'the address was mended' },
    (await office.as(actor, { roles: ['finance-manager'] })).headers,
  );

it('is shown with what a person may do, counted, and given on when decided', async () => {
  const stuckId = randomUUID();
  await publish(raised(stuckId));
  await showsState(stuckId, 'open');
  expect((await office.get('/api/stuck/summary')).body).toMatchObject({
    open: 1,
    oldestAt: '2026-11-01T10:00:00.000Z',
    tabs: { all: { items: 1 }, you: { items: 1 }, itself: { items: 0 }, others: { items: 0 } },
    causes: [{ title: 'The invoice could not be mailed', items: 1, retry: { whyNot: null, items: 1 } }],
  });
  expect(await resolve(stuckId, 'retry')).toMatchObject({
    status: 200,
    body: { state: 'deciding', actions: [], decision: { action: 'retry', by: 'Ada', because: 'the address was mended' } },
  });
  await eventually(() =>
    expect(office.tap.heard.find(({ type, subject }) => type === 'stuck.resolved.v1' && subject === stuckId)?.data).toEqual({
      stuckId,
      app: 'invoice-mailer',
      round: 1,
      action: 'retry',
      resolvedBy: 'Ada',
      because: 'the address was mended',
    }),
  );
  expect(await office.db.query('select actor, action, about from audit')).toEqual([
    { actor: 'Ada', action: 'stuck item retried', about: stuckId },
  ]);
});

it('is decided once; who comes second is told who was first', async () => {
  const stuckId = randomUUID();
  await publish(raised(stuckId));
  await showsState(stuckId, 'open');
  const answers = await Promise.all(['retry', 'discard', 'retry'].map((action) => resolve(stuckId, action)));
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
  expect(await resolve(stuckId, 'discard', 'Bob')).toMatchObject({
    status: 409,
    body: { message: expect.stringMatching(/^Ada decided to \w+ it on .* under way$/) },
  });
});

it.each([
  [{ kind: 'uncertain', actions: [] }, 'A charge that may have reached the bank is asked after, never repeated'],
  [{ kind: 'uncertain', actions: ['discard'] }, 'A charge that may have reached the bank is asked after, never repeated'],
  [{ kind: 'held', actions: [] }, 'it comes right by itself'],
  [{ kind: 'rejected', actions: ['discard'] }, 'cannot be tried again; it can only be discarded'],
] as [Partial<Raised>, string][])('of %j is not tried again', async (changes, message) => {
  const stuckId = randomUUID();
  await publish(raised(stuckId, changes));
  await showsState(stuckId, 'open');
  expect(await resolve(stuckId, 'retry')).toMatchObject({ status: 409, body: { message: expect.stringContaining(message) } });
});

it('is open again when it comes back after a retry, and may be decided anew', async () => {
  const stuckId = randomUUID();
  await publish(raised(stuckId), settled(stuckId));
  await showsState(stuckId, 'settled');
  expect(await resolve(stuckId, 'retry')).toMatchObject({ status: 409, body: { message: 'This item was retried by Ada' } });
  await publish(raised(stuckId, { round: 2, reason: '550 still no such mailbox' }));
  await showsState(stuckId, 'open');
  expect((await office.get('/api/stuck')).body.items).toMatchObject([{ stuckId, round: 2, reason: '550 still no such mailbox' }]);
  expect(await resolve(stuckId, 'discard')).toMatchObject({ status: 200 });
});

it('comes out the same whatever arrives first', async () => {
  const facts = (stuckId: string) => [
    raised(stuckId),
    settled(stuckId),
    raised(stuckId, { round: 2, reason: 'again' }),
    settled(stuckId, 2, 'discarded'),
  ];
  const orders = [
    [0, 1, 2, 3],
    [3, 2, 1, 0],
    [1, 0, 3, 2],
    [2, 0, 1, 3],
    [3, 0, 0, 2],
  ];
  for (const order of orders) {
    const stuckId = randomUUID();
    for (const n of order) await publish(facts(stuckId)[n]!);
    await eventually(async () =>
      expect((await office.get(`/api/stuck/${stuckId}`)).body).toMatchObject({
        state: 'settled',
        round: 2,
        reason: 'again',
        settled: { outcome: 'discarded' },
      }),
    );
  }
});

it('is listed by state, stage and page', async () => {
  const ids: string[] = [1, 2, 3].map(() => randomUUID());
  await publish(
    ...ids.map((id, n) => raised(id, { raisedAt: `2026-11-01T10:00:0${n}.000Z`, stage: n === 2 ? 'charge-card' : 'mail-invoice' })),
    settled(ids[0]!),
  );
  await showsState(ids[0]!, 'settled');
  await showsState(ids[2]!, 'open');
  const list = async (query: string) =>
    (await office.get(`/api/stuck?${query}`)).body.items.map(({ stuckId }: { stuckId: string }) => ids.indexOf(stuckId));
  expect(await list('')).toEqual([1, 2]);
  expect(await list('state=all')).toEqual([0, 1, 2]);
  expect(await list('state=settled')).toEqual([0]);
  expect(await list('stage=mail-invoice')).toEqual([1]);
  expect(await list(`state=all&limit=1&after=${ids[0]}`)).toEqual([1]);
  expect(await office.get('/api/stuck?limit=0')).toMatchObject({ status: 400, body: { field: 'limit' } });
});

it.each([
  ['', 404, {}],
  ['not-a-uuid/retry', 400, { because: 'x' }],
  [`${randomUUID()}/retry`, 404, { because: 'x' }],
  [`${randomUUID()}/retry`, 400, {}],
  [`${randomUUID()}/forget`, 400, { because: 'x' }],
])('answers POST /api/stuck/%s with %i', async (path, status, body) => {
  expect(await office.post(`/api/stuck/${path}`, body)).toMatchObject({ status });
});
