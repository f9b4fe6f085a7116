import { type FreshDatabase, freshDatabase } from '@takings/testing';
import fc from 'fast-check';
import { countedIn } from '../ranking/counted';
import type { Entry, VoidsCount } from '../ranking/entry';
import { positionsOf, type Ranks } from '../ranking/ranks';
import { standingsOf } from '../ranking/standing';
import { histories, toldInAnyOrder } from '../ranking/testing/histories';
import { rankedByPlainSql } from '../testing/plain-sql';
import { type End, Worker } from '../testing/worker';
import { applyChange } from './apply-change';
import type { Snapshot } from './board-change';
import { FLOOR } from './board-stream';

const RUNS = 40;
/** Noon of the day on which London's clocks change. */
const NOW = Date.parse('2026-03-29T12:00:00Z');
const DAY = '2026-03-29';
const FALCON = '00000007-0000-4000-8000-000000000001';
const SCOPES = [FLOOR, FALCON, '00000007-0000-4000-8000-000000000002'];

let database: FreshDatabase;
const workers = new Map<string, [Worker, Worker]>();

beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(async () => {
  for (const worker of [...workers.values()].flat()) await worker.close();
  await database?.drop();
});

const everyRanks = fc.constantFrom<Ranks>('unique', 'competition', 'dense');
const everyVoids = fc.constantFrom<VoidsCount>('on-day-of-sale', 'on-day-of-void');

/** Two processes of these rules, and no entry yet. */
async function twoWorkers(ranks: Ranks, voids: VoidsCount): Promise<[Worker, Worker]> {
  const key = `${ranks} ${voids}`;
  const rules = { ranks, voids, floorZone: 'Europe/London' };
  const start = () => Worker.on(database.url, rules, { now: () => new Date(NOW) });
  const both = workers.get(key) ?? [await start(), await start()];
  workers.set(key, both);
  await both[0].empty();
  for (const worker of both) worker.restart();
  return both;
}

/** The entries in batches, each for one of two workers, some ending badly. */
const batches = (told: readonly Entry[]) =>
  fc.array(
    fc.record({
      size: fc.integer({ min: 1, max: 6 }),
      worker: fc.nat(1),
      end: fc.constantFrom<End>('well', 'well', 'rolled back', 'not told'),
    }),
    {
      minLength: told.length,
      maxLength: told.length,
    },
  );

const scenarios = toldInAnyOrder.chain(({ entries, told }) =>
  fc.record({
    entries: fc.constant(entries),
    told: fc.constant(told),
    plan: batches(told),
    ranks: everyRanks,
    voids: everyVoids,
    cut: fc.nat(10),
  }),
);

const recomputed = (entries: readonly Entry[], scope: string, ranks: Ranks, voids: VoidsCount, span = { from: DAY, to: DAY }) => {
  const own = entries.filter(({ teamId }) => scope === FLOOR || teamId === scope);
  return positionsOf(standingsOf(countedIn(own, span, voids)), ranks, 'GBP');
};

/** Which of teams that have sold the same comes first says nothing. */
const byTeam = (snapshot: Snapshot) => ({ ...snapshot, teams: snapshot.teams.toSorted((a, b) => (a.team < b.team ? -1 : 1)) });

it('is the same live, from its changes, recomputed and by plain SQL, whatever the order, repeats, crashes and workers', () =>
  fc.assert(
    fc.asyncProperty(scenarios, async ({ entries, told, plan, ranks, voids, cut }) => {
      const both = await twoWorkers(ranks, voids);
      const before = new Map<string, Snapshot>();
      let at = 0;
      for (const [n, { size, worker, end }] of plan.entries()) {
        if (n === cut) for (const scope of SCOPES) before.set(scope, await both[0].boards.snapshot({ scope, currency: 'GBP' }));
        const batch = told.slice(at, (at += size));
        if (batch.length > 0) await both[worker]!.take(batch, entries, end);
      }
      for (const scope of SCOPES) {
        const stream = { scope, currency: 'GBP' };
        const live = await both[1].boards.snapshot(stream);
        expect(live.rankings).toEqual(recomputed(entries, scope, ranks, voids));
        expect(live.rankings).toEqual(await rankedByPlainSql(both[0].db, { scope, from: DAY, to: DAY, ranks, voids }));
        const changes = (await both[0].boards.changesAfter(stream, 0, 1_000_000))!;
        expect(changes.map(({ seq }) => seq)).toEqual(changes.map((_, n) => n + 1));
        const start = before.get(scope) ?? live;
        const followed = changes.filter(({ seq }) => seq > start.seq).reduce(applyChange, start);
        expect(byTeam(followed)).toEqual(byTeam(live));
      }
    }),
    { numRuns: RUNS },
  ));

it('rewound to any minute is the board of what was known then', () =>
  fc.assert(
    fc.asyncProperty(
      histories,
      everyRanks,
      everyVoids,
      fc.nat(80),
      fc.constantFrom('day', 'week'),
      async (entries, ranks, voids, hour, period) => {
        const [worker] = await twoWorkers(ranks, voids);
        await worker.take(entries, entries);
        const at = Date.parse('2026-03-28T18:00:00Z') + hour * 3_600_000;
        const span = period === 'day' ? { from: DAY, to: DAY } : { from: '2026-03-23', to: DAY };
        const known = entries.filter(({ knownAt }) => knownAt <= at);
        for (const scope of SCOPES) {
          const iso = new Date(at).toISOString();
          const which = { currency: 'GBP', ...span, at: iso, teamId: scope === FLOOR ? null : scope };
          const ranked = positionsOf(await worker.standings.standings(which, worker.db.manager), ranks, 'GBP');
          expect(ranked).toEqual(recomputed(known, scope, ranks, voids, span));
          expect(ranked).toEqual(await rankedByPlainSql(worker.db, { scope, ...span, ranks, voids, at: iso }));
        }
      },
    ),
    { numRuns: RUNS },
  ));

it('numbers without a gap when two workers take sales of the same boards at the same time', async () => {
  const both = await twoWorkers('unique', 'on-day-of-sale');
  const [entries] = fc.sample(histories, { numRuns: 1, seed: 7 }) as [Entry[]];
  const many = Array.from({ length: 300 }, (_, n) => ({ ...entries[0]!, ...saleAt(n) }));
  const halves = [many.slice(0, 150), many.slice(150)] as const;
  await Promise.all(
    halves.map(async (half, n) => {
      for (let i = 0; i < half.length; i += 5) await both[n]!.take(half.slice(i, i + 5), many);
    }),
  );
  for (const scope of [FLOOR, FALCON]) {
    const changes = (await both[0].boards.changesAfter({ scope, currency: 'GBP' }, 0, 1000))!;
    expect(changes.map(({ seq }) => seq)).toEqual(many.map((_, n) => n + 1));
    const live = await both[0].boards.snapshot({ scope, currency: 'GBP' });
    expect(live.rankings).toEqual(recomputed(many, scope, 'unique', 'on-day-of-sale'));
    expect(changes.at(-1)!.total).toEqual(live.total);
  }
  expect(both.flatMap(({ told }) => told).length).toBe(600);
});

const saleAt = (n: number): Partial<Entry> => ({
  kind: 'sale',
  ref: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
  consultantId: `00000009-0000-4000-8000-00000000000${n % 7}`,
  consultant: `Consultant ${n % 7}`,
  teamId: FALCON,
  team: 'Falcon',
  units: 1,
  minor: 100 * (1 + (n % 3)),
  day: DAY,
  ownDay: DAY,
  occurredAt: NOW - n * 1000,
  knownAt: NOW,
});
