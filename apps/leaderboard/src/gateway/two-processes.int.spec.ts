import { eventually, FactTap, type FreshDatabase, freshDatabase, givenRedis, type TestBroker, testBroker } from '@takings/testing';
import { BoardClient } from '../testing/board-client';
import { RedisServer } from '../testing/redis-server';
import { RunningLeaderboard } from '../testing/running-leaderboard';
import { ContactCentre } from '../testing/sales';

const redis = givenRedis();
/** Nobody listens there. */
const REDIS_AWAY = 'redis://127.0.0.1:1';
/** Longer than a heartbeat, by which at the latest each hears of the other. */
const WITHIN_MS = 15_000;

const ways: [string, Record<string, string>][] = [
  ['without Redis', {}],
  ['while Redis is away', { REDIS_URL: REDIS_AWAY }],
  ...(redis ? [['with Redis', { REDIS_URL: redis }] satisfies [string, Record<string, string>]] : []),
];

describe.each(ways)('two processes %s', (_, env) => {
  let database: FreshDatabase;
  let broker: TestBroker;
  let tap: FactTap;
  let centre: ContactCentre;
  let one: RunningLeaderboard;
  let two: RunningLeaderboard;
  const clients: BoardClient[] = [];

  const start = (port = 0, more = {}) =>
    RunningLeaderboard.start({ databaseUrl: database.url, amqpUrl: broker.url }, { ...env, PORT: String(port), ...more });
  const lastSeq = async () => (await one.get('/api/boards/floor')).body.seq as number;

  beforeAll(async () => {
    [database, broker] = await Promise.all([freshDatabase(), testBroker()]);
    one = await start();
    two = await start();
    tap = await FactTap.on(broker.url);
    centre = new ContactCentre(tap);
    await centre.opens();
  });
  afterEach(() => {
    for (const client of clients.splice(0)) client.close();
  });
  afterAll(async () => {
    await Promise.all([one?.close(), two?.close()]);
    await tap?.close();
    await broker?.close();
    await database?.drop();
  });

  it('tell the same: every change, with the same number and rank', async () => {
    for (const at of [one, two]) clients.push(await BoardClient.on(at.url));
    for (let n = 1; n <= 40; n++) await centre.sells(n % 3 ? 'Amara' : 'Bo', n * 10);
    await eventually(() => expect(clients.map(({ seq }) => seq)).toEqual([40, 40]), WITHIN_MS);
    expect(clients[1]!.changes).toEqual(clients[0]!.changes);
    expect(clients.flatMap(({ faults }) => faults)).toEqual([]);
  });

  it('miss nothing for clients that come and go between them, through a restart of one', async () => {
    const seen = Array.from({ length: 4 }, (_, i) => new BoardClient([one, two][i % 2]!.url));
    clients.push(...seen);
    await eventually(() => seen.forEach(({ seq }) => expect(seq).toBeDefined()));
    for (let round = 0; round < 6; round++) {
      const selling = Promise.all(Array.from({ length: 20 }, (_, n) => centre.sells(`C${n % 5}`, 100 + n)));
      // One loses its line; another goes to the other process, with the number it saw last.
      const cut = seen[round % 4]!;
      await eventually(() => expect(cut.socket.connected).toBe(true));
      cut.socket.io.engine.close();
      const moving = (round + 1) % 4;
      const moved = new BoardClient((round % 2 ? one : two).url);
      Object.assign(moved, { seq: seen[moving]!.seq, total: seen[moving]!.total });
      moved.faults.push(...seen[moving]!.faults);
      seen[moving]!.close();
      seen[moving] = moved;
      clients.push(moved);
      if (round === 3) {
        const { port } = two;
        await two.close();
        two = await start(port);
      }
      await selling;
    }
    await eventually(async () => expect(await lastSeq()).toBe(160), WITHIN_MS);
    await eventually(() => expect(seen.map(({ seq }) => seq)).toEqual([160, 160, 160, 160]), WITHIN_MS);
    expect(seen.flatMap(({ faults }) => faults)).toEqual([]);
    expect(new Set(seen.map(({ total }) => total)).size).toBe(1);
  });

  if (env.REDIS_URL === redis && redis) {
    it('hear of each other at once, not at the next heartbeat', async () => {
      const silent = await start(0, { STAGES: 'track-roster' });
      try {
        const client = await BoardClient.on(silent.url);
        clients.push(client);
        const before = client.seq!;
        const at = performance.now();
        for (let n = 1; n <= 20; n++) {
          await centre.sells('Amara');
          await eventually(() => expect(client.seq).toBe(before + n));
        }
        // Twenty sales one after the other; by heartbeats alone they would take a hundred seconds.
        expect(performance.now() - at).toBeLessThan(4_000);
      } finally {
        await silent.close();
      }
    });
  }
});

// Whoever has no redis-server leaves it out; .ci/run has one.
if (RedisServer.isInstalled) {
  describe('two processes that lose their Redis and get it back', () => {
    let database: FreshDatabase;
    let broker: TestBroker;
    let server: RedisServer;
    let tap: FactTap;
    let centre: ContactCentre;
    let ranks: RunningLeaderboard;
    /** It hears of each change by Redis, or finds it in the database. */
    let hears: RunningLeaderboard;
    const clients: BoardClient[] = [];

    const sell = async (count: number) => {
      for (let n = 0; n < count; n++) await centre.sells(n % 3 ? 'Amara' : 'Bo', 100 + n);
    };
    const allHave = (seq: number) =>
      eventually(() => expect(clients.map((client) => client.seq)).toEqual(clients.map(() => seq)), WITHIN_MS);
    const first = () => clients[0]!;

    beforeAll(async () => {
      [database, broker, server] = await Promise.all([freshDatabase(), testBroker(), RedisServer.start()]);
      const servers = { databaseUrl: database.url, amqpUrl: broker.url };
      ranks = await RunningLeaderboard.start(servers, { REDIS_URL: server.url });
      hears = await RunningLeaderboard.start(servers, { REDIS_URL: server.url, STAGES: 'track-roster' });
      tap = await FactTap.on(broker.url);
      centre = new ContactCentre(tap);
      await centre.opens();
      for (const at of [ranks, hears, ranks, hears]) clients.push(await BoardClient.on(at.url));
    });
    afterAll(async () => {
      for (const client of clients) client.close();
      await Promise.all([ranks?.close(), hears?.close()]);
      await server?.kill();
      await tap?.close();
      await broker?.close();
      await database?.drop();
    });

    it('lose no change for the clients of either, and hear of each other at once when it is back', async () => {
      await sell(10);
      await allHave(10);
      const selling = sell(20);
      await eventually(() => expect(first().seq).toBeGreaterThan(12));
      await server.kill();
      await selling;
      await sell(5);
      await allHave(35);

      await server.startAgain();
      await eventually(async () => {
        const [before, at] = [first().seq!, performance.now()];
        await sell(3);
        await eventually(() => expect(clients.map(({ seq }) => seq)).toEqual(clients.map(() => before + 3)), WITHIN_MS);
        // By the heartbeats alone it would take seconds.
        expect(performance.now() - at).toBeLessThan(1_000);
      }, 60_000);

      expect(clients.flatMap(({ faults }) => faults)).toEqual([]);
      for (const client of clients) expect(client.changes).toEqual(first().changes);
      expect(new Set(clients.map(({ total }) => total)).size).toBe(1);
    }, 120_000);
  });
}
