import { type FreshDatabase, freshDatabase } from '@takings/testing';
import type { Entry } from '../ranking/entry';
import { businessDay } from '../ranking/business-days';
import { TEAMS } from '../ranking/testing/histories';
import { Worker } from '../testing/worker';
import { FLOOR } from './board-stream';

const RULES = { ranks: 'unique', voids: 'on-day-of-sale', floorZone: 'Europe/London' } as const;
const [FALCON, KESTREL] = TEAMS;
const floor = { scope: FLOOR, currency: 'GBP' };

let database: FreshDatabase;
let now = 0;
let one: Worker;
let other: Worker;
let sales = 0;

beforeAll(async () => {
  database = await freshDatabase();
  one = await Worker.on(database.url, RULES, { now: () => new Date(now) });
  other = await Worker.on(database.url, RULES, { now: () => new Date(now) });
});
beforeEach(async () => {
  await one.empty();
  for (const worker of [one, other]) worker.restart();
});
afterAll(async () => {
  await one?.close();
  await other?.close();
  await database?.drop();
});

async function sell(moment: string, { teamId, team, zone }: (typeof TEAMS)[number] = FALCON, by = one) {
  now = Date.parse(moment);
  const day = businessDay(now, zone);
  const entry: Entry = {
    kind: 'sale',
    ref: `00000000-0000-4000-8000-${String(++sales).padStart(12, '0')}`,
    ...{ consultantId: '00000009-0000-4000-8000-000000000001', consultant: 'Ann', teamId, team, currency: 'GBP' },
    ...{ units: 1, minor: 100, day, ownDay: day, occurredAt: now, knownAt: now },
  };
  await by.take([entry], [entry]);
}

const sold = async (scope: string = FLOOR) => {
  const { businessDay: day, resetsAt, seq, total } = await one.boards.snapshot({ scope, currency: 'GBP' });
  return { day, resetsAt, seq, total: total.minor };
};

it.each([
  ['spring', '2026-03-29', '2026-03-28T23:59:59.999Z', '2026-03-29T00:00:00.000Z', '2026-03-29T22:59:59.999Z', '2026-03-29T23:00:00.000Z'],
  ['autumn', '2026-10-25', '2026-10-24T22:59:59.999Z', '2026-10-24T23:00:00.000Z', '2026-10-25T23:59:59.999Z', '2026-10-26T00:00:00.000Z'],
])(
  'begins anew at midnight before and after the day on which clocks change in %s, and counts its changes on',
  async (_when, day, before, start, last, end) => {
    await sell(before);
    expect(await sold()).toMatchObject({ resetsAt: start, seq: 1, total: 100 });
    await sell(start);
    expect(await sold()).toEqual({ day, resetsAt: end, seq: 2, total: 100 });
    await sell(last, FALCON, other);
    expect(await sold()).toEqual({ day, resetsAt: end, seq: 3, total: 200 });
    now = Date.parse(end);
    expect(await sold()).toMatchObject({ seq: 3, total: 0 });
    await sell(end);
    expect(await sold()).toMatchObject({ seq: 4, total: 100 });
  },
);

it("ends each team's day in the team's own zone, and leaves a sale of another day out of the live board", async () => {
  await sell('2026-03-03T01:00:00.000Z', KESTREL);
  expect(await sold(KESTREL.teamId)).toMatchObject({ day: '2026-03-02', resetsAt: '2026-03-03T05:00:00.000Z', total: 100 });
  expect(await sold()).toMatchObject({ day: '2026-03-03', seq: 0, total: 0 });
});

it('does not take back a day that a process whose clock is a little ahead has begun', async () => {
  await sell('2026-03-03T00:00:00.500Z');
  await sell('2026-03-02T23:59:59.900Z', FALCON, other);
  const changes = (await one.boards.changesAfter(floor, 0, 10))!;
  expect(changes.map(({ seq, businessDay: day }) => [seq, day])).toEqual([[1, '2026-03-03']]);
  expect(await sold()).toMatchObject({ day: '2026-03-03', total: 100 });
});

it('says of the change that reaches a target that it does', async () => {
  const minute = (n: number) => `2026-03-03T10:0${n}:00.000Z`;
  for (let n = 0; n < 7; n++) await sell(minute(n), n < 4 ? FALCON : KESTREL);
  const reachedOn = async (scope: string) =>
    (await one.boards.changesAfter({ scope, currency: 'GBP' }, 0, 10))!.flatMap(({ seq, targetReached }) =>
      targetReached ? [[seq, targetReached]] : [],
    );
  expect(await reachedOn(FALCON.teamId)).toEqual([[3, 'team']]);
  expect(await reachedOn(KESTREL.teamId)).toEqual([[3, 'team']]);
  expect(await reachedOn(FLOOR)).toEqual([[6, 'floor']]);
});
