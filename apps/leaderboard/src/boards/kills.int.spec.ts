import type { CloudEvent } from '@takings/contracts';
import { eventually, FactTap, type FreshDatabase, freshDatabase, StageProcess, type TestBroker, testBroker } from '@takings/testing';
import type { Entry } from '../ranking/entry';
import { countedIn } from '../ranking/counted';
import { positionsOf } from '../ranking/ranks';
import { standingsOf } from '../ranking/standing';
import { leaderboard } from '../testing/leaderboard';
import { rankedByPlainSql } from '../testing/plain-sql';
import { completed, FALCON, saleOf, voided } from '../testing/sample-facts';
import { applyChange } from './apply-change';
import { Explanations } from './explanations';
import { LiveBoards } from './live-boards';
import { Rankings } from './rankings';

const SALES = 400;
const KILLS = 6;
const stream = { scope: 'floor', currency: 'GBP' };
const rules = { ranks: 'unique', voids: 'on-day-of-sale' } as const;

let database: FreshDatabase;
let broker: TestBroker;
let tap: FactTap;
let survivor: StageProcess;
let events: CloudEvent[];
let day: string;

/** Sales of today by five people, every fourth taken back; half of the facts come twice. A process is killed in each part of them. */
beforeAll(async () => {
  [database, broker] = await Promise.all([freshDatabase(), testBroker()]);
  tap = await FactTap.on(broker.url);
  const start = () =>
    StageProcess.start(leaderboard({ databaseUrl: database.url, amqpUrl: broker.url }), 'rank-seller', { batch: 20, prefetch: 40 });
  let one = await start();
  day = (await one.get(LiveBoards).snapshot(stream)).businessDay;
  const soldAt = (n: number) => new Date(Date.parse(`${day}T00:00:00Z`) + n * 1000).toISOString();
  const sales = Array.from({ length: SALES }, (_, n) =>
    saleOf(n, { who: 1 + (n % 5), ...FALCON, timeZone: 'Europe/London', soldAt: soldAt(n), revenueMinor: 100 * (1 + (n % 3)) }),
  );
  const knownAt = (n: number) => ({ time: soldAt(n) });
  events = sales.flatMap((sale, n) => [
    { ...tap.eventOf(completed(sale)), ...knownAt(n) },
    ...(n % 4 === 0 ? [{ ...tap.eventOf(voided(sale, soldAt(n + 60))), ...knownAt(n + 60) }] : []),
  ]);
  const dead: StageProcess[] = [];
  const portion = Math.ceil(events.length / (KILLS + 1));
  for (let n = 0; n < KILLS; n++) {
    // Between commit and telling, before the commit, and wherever it happens to be.
    const crashed = n % 3 === 2 ? undefined : one.crashAt(n % 3 === 0 ? 'after commit' : 'before commit');
    await send(events.slice(n * portion, (n + 1) * portion));
    await (crashed ?? one.kill());
    dead.push(one);
    one = await start();
  }
  await send(events.slice(KILLS * portion));
  survivor = one;
  await eventually(async () => expect(await survivor.db.query('select 1 from entry')).toHaveLength(events.length), 30_000);
  await Promise.all(dead.map((process) => process.stop()));
}, 120_000);
afterAll(async () => {
  await survivor?.stop();
  await tap?.close();
  await broker?.close();
  await database?.drop();
});

/** Half of them twice. */
async function send(some: readonly CloudEvent[]) {
  for (const [n, event] of some.entries()) {
    await tap.publish(event);
    if (n % 2 === 0) await tap.publish(event);
  }
}

const entries = async (): Promise<Entry[]> =>
  (await survivor.db.query('select *, day::text as day, own_day::text as "ownDay", minor::float8 as minor from entry')).map((row: any) => ({
    ...row,
    consultantId: row.consultant_id,
    teamId: row.team_id,
    occurredAt: row.occurred_at.getTime(),
    knownAt: row.known_at.getTime(),
  }));

it('has numbered every change once, without a gap, and live rankings follow from them', async () => {
  const live = survivor.get(LiveBoards);
  const changes = (await live.changesAfter(stream, 0, 10_000))!;
  const end = await live.snapshot(stream);
  expect(changes.map(({ seq }) => seq)).toEqual(changes.map((_, n) => n + 1));
  expect(end.seq).toBe(changes.length);
  const empty = { ...end, seq: 0, rankings: [], teams: [], total: { minor: 0, currency: 'GBP' } };
  expect(changes.reduce(applyChange, empty)).toEqual(end);
});

it('ranks as plain SQL does, now and rewound to any minute', async () => {
  const rankings = survivor.get(Rankings);
  const all = await entries();
  for (const at of [undefined, `${day}T00:01:00.000Z`, `${day}T00:03:30.000Z`, `${day}T00:06:59.000Z`]) {
    const answer = await rankings.ranking('floor', { on: day, currency: 'GBP', at });
    const byHand = await rankedByPlainSql(survivor.db, { scope: 'floor', from: day, to: day, ...rules, ...(at && { at }) });
    const known = all.filter(({ knownAt }) => !at || knownAt <= Date.parse(at));
    expect(answer.rankings).toEqual(byHand);
    expect(byHand).toEqual(positionsOf(standingsOf(countedIn(known, { from: day, to: day }, rules.voids)), rules.ranks, 'GBP'));
  }
});

it('explains every position by entries that plain SQL finds too', async () => {
  const { rankings } = await survivor.get(Rankings).ranking('floor', { on: day, currency: 'GBP' });
  expect(rankings).toHaveLength(5);
  for (const { consultantId, ranking, unitsSold, salesRevenue } of rankings) {
    const explained = await survivor.get(Explanations).explain('floor', { consultant: consultantId, on: day, currency: 'GBP' });
    const byHand = await survivor.db.query(
      'select kind, ref, minor::float8 as minor from entry where consultant_id = $1 order by occurred_at, ref, kind',
      [consultantId],
    );
    expect(explained).toMatchObject({ ranking, unitsSold, salesRevenue });
    expect(explained.entries.map(({ kind, ref, amount }) => ({ kind, ref, minor: amount.minor }))).toEqual(byHand);
    expect(explained.entries.reduce((sum, { amount }) => sum + amount.minor, 0)).toBe(salesRevenue.minor);
  }
});
