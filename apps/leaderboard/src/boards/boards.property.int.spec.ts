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

const RUNS = 30;
/** Every run is some hundred transactions. */
const WITHIN_MS = 120_000;
/** Shrinking ends early enough to be reported. */
const LIMITS = { numRuns: RUNS, interruptAfterTimeLimit: 90_000, markInterruptAsFailure: true };
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

interface Batch {
  readonly entries: readonly Entry[];
  readonly worker: number;
  readonly end: End;
}

/** The entries in batches, each for one of two workers, some ending badly. */
const batches = (told: readonly Entry[]): fc.Arbitrary<Batch[]> => {
  const one = fc.record({
    size: fc.integer({ min: 1, max: 4 }),
    worker: fc.nat(1),
    end: fc.constantFrom<End>('well', 'well', 'rolled back', 'not told'),
  });
  return fc.array(one, { minLength: told.length, maxLength: told.length }).map((plan) => {
    let at = 0;
    const all = plan.map(({ size, worker, end }) => ({ entries: told.slice(at, (at += size)), worker, end }));
    return all.filter(({ entries }) => entries.length > 0);
  });
};

const scenarios = toldInAnyOrder.chain(({ entries, told }) =>
  fc.record({ entries: fc.constant(entries), plan: batches(told), ranks: everyRanks, voids: everyVoids, cut: fc.nat(5) }),
);

const recomputed = (entries: readonly Entry[], scope: string, ranks: Ranks, voids: VoidsCount, span = { from: DAY, to: DAY }) => {
  const own = entries.filter(({ teamId }) => scope === FLOOR || teamId === scope);
  return positionsOf(standingsOf(countedIn(own, span, voids)), ranks, 'GBP');
};

/** Which of teams that have sold the same comes first says nothing. */
const byTeam = (snapshot: Snapshot) => ({ ...snapshot, teams: snapshot.teams.toSorted((a, b) => (a.team < b.team ? -1 : 1)) });

it(
  'is the same live, from its changes, recomputed and by plain SQL, whatever the order, repeats, crashes and workers',
  () =>
    fc.assert(
      fc.asyncProperty(scenarios, async ({ entries, plan, ranks, voids, cut }) => {
        const both = await twoWorkers(ranks, voids);
        const snapshots = () => Promise.all(SCOPES.map((scope) => both[0].boards.snapshot({ scope, currency: 'GBP' })));
        const starts = await snapshots();
        const queue = [...plan];
        for (let n = 0; queue.length > 0; n++) {
          const batch = queue.shift()!;
          await both[batch.worker]!.take(batch.entries, entries, batch.end);
          // What was rolled back comes again after the others, to either worker.
          if (batch.end === 'rolled back') queue.push({ ...batch, worker: n % 2, end: 'well' });
          if (n === cut) starts.push(...(await snapshots()));
        }
        for (const scope of SCOPES) {
          const stream = { scope, currency: 'GBP' };
          const live = await both[1].boards.snapshot(stream);
          expect(live.rankings).toEqual(recomputed(entries, scope, ranks, voids));
          expect(live.rankings).toEqual(await rankedByPlainSql(both[0].db, { scope, from: DAY, to: DAY, ranks, voids }));
          const changes = (await both[0].boards.changesAfter(stream, 0, 1_000_000))!;
          expect(changes.map(({ seq }) => seq)).toEqual(changes.map((_, n) => n + 1));
          for (const start of starts.filter((snapshot) => snapshot.scope === scope)) {
            const followed = changes.filter(({ seq }) => seq > start.seq).reduce(applyChange, start);
            expect(byTeam(followed)).toEqual(byTeam(live));
          }
        }
      }),
      LIMITS,
    ),
  WITHIN_MS,
);

it(
  'rewound to any minute is the board of what was known then',
  () =>
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
      LIMITS,
    ),
  WITHIN_MS,
);

it('numbers without a gap when two workers take sales of the same boards at the same time', async () => {
  const both = await twoWorkers('unique', 'on-day-of-sale');
  const many = Array.from({ length: 300 }, (_, n) => saleAt(n));
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

it('lets go of what it ranked in a transaction that was rolled back, although the next one has the same number', async () => {
  const [one, other] = await twoWorkers('unique', 'on-day-of-sale');
  const [a, b, c] = [0, 1, 2].map((n) => ({ ...saleAt(n), minor: 100 * (n + 1) }));
  const all = [a!, b!, c!];
  await one.take([a!], all, 'rolled back');
  await other.take([b!], all);
  await one.take([c!], all);
  const changes = (await one.boards.changesAfter({ scope: FLOOR, currency: 'GBP' }, 0, 10))!;
  expect(changes.map(({ seq, total }) => [seq, total.minor])).toEqual([
    [1, 200],
    [2, 500],
  ]);
});

const saleAt = (n: number): Entry => ({
  kind: 'sale',
  ref: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
  consultantId: `00000009-0000-4000-8000-00000000000${n % 7}`,
  consultant: `Consultant ${n % 7}`,
  teamId: FALCON,
  team: 'Falcon',
  currency: 'GBP',
  units: 1,
  minor: 100 * (1 + (n % 3)),
  day: DAY,
  ownDay: DAY,
  occurredAt: NOW - n * 1000,
  knownAt: NOW,
});
