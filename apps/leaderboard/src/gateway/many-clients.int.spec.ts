import type { Socket } from 'node:net';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { eventually, FactTap, type FreshDatabase, freshDatabase, type TestBroker, testBroker } from '@takings/testing';
import { BoardFeed } from '../boards/board-feed';
import { LiveBoards } from '../boards/live-boards';
import { Clock } from '../clock';
import { changeOf } from '../testing/board-samples';
import { BoardClient } from '../testing/board-client';
import { Crowd } from '../testing/crowd';
import { RunningLeaderboard } from '../testing/running-leaderboard';
import { ContactCentre } from '../testing/sales';
import { RankingGateway } from './ranking.gateway';

const CROWD = 2_000;
/** Seconds on a machine of its own. */
const WITHIN_MS = 120_000;

let database: FreshDatabase;
let broker: TestBroker;
let tap: FactTap;
let centre: ContactCentre;
let leaderboard: RunningLeaderboard;
const clients: BoardClient[] = [];

const start = (env: Record<string, string> = {}) => RunningLeaderboard.start({ databaseUrl: database.url, amqpUrl: broker.url }, env);
const connect = async (at = leaderboard, options = {}) => {
  const client = await BoardClient.on(at.url, {}, options);
  clients.push(client);
  return client;
};

beforeAll(async () => {
  [database, broker] = await Promise.all([freshDatabase(), testBroker()]);
  leaderboard = await start({ CONNECTIONS_PER_ADDRESS: '10000' });
  tap = await FactTap.on(broker.url);
  centre = new ContactCentre(tap);
  await centre.opens();
  await centre.sells('Amara', 1_000);
});
afterEach(() => {
  for (const client of clients.splice(0)) client.close();
});
afterAll(async () => {
  await leaderboard?.close();
  await tap?.close();
  await broker?.close();
  await database?.drop();
});

it('cuts off a client that never reads, and keeps little for it until then', async () => {
  const [reader, sleeper] = [await connect(), await connect(leaderboard, { reconnection: false })];
  const { transport } = sleeper.socket.io.engine as unknown as { transport: { ws: { _socket: Socket } } };
  // Its own object: a client that hears nothing for long lets go of it.
  const line = transport.ws._socket;
  const gone = sleeper.next('disconnect');
  line.pause();
  const clock = leaderboard.part(Clock);
  const businessDay = clock.now().toISOString().slice(0, 10);
  const big = { ...changeOf({ seq: 0, amount: 0, businessDay }), scope: 'floor', product: 'x'.repeat(64_000) };
  const before = heldBytes();
  const boards = leaderboard.part(LiveBoards);
  const feed = leaderboard.part(BoardFeed);
  // 190 MB in all. The frames are on the way to the other client, which reads.
  let told = reader.seq!;
  // The database knows nothing of them, and would say so at the next heartbeat.
  const lastSeqs = boards.lastSeqs;
  boards.lastSeqs = async () => new Map([['floor:GBP', told]]);
  try {
    for (let n = 0; n < 60; n++) {
      feed.next(Array.from({ length: 50 }, () => ({ ...big, seq: ++told })));
      await eventually(() => expect(reader.seq).toBe(told), 20_000);
      reader.changes.length = 0;
    }
    await eventually(() => expect(leaderboard.part(RankingGateway).connected).toBe(1), 30_000);
    await eventually(() => expect(heldBytes() - before).toBeLessThan(20_000_000));
    expect(sleeper.seq).toBeLessThan(reader.seq!);
    line.resume();
    await gone;
  } finally {
    // Back to the database's numbers: the stream follows at the next heartbeat, as after a restored backup.
    boards.lastSeqs = lastSeqs;
  }
  await eventually(() => expect(reader.seq).toBe(1));
}, 200_000);

it('gives everybody a new snapshot when the day ends', async () => {
  const other = await start();
  try {
    const clock = other.part(Clock);
    const client = await connect(other);
    const { businessDay, resetsAt } = client.snapshots[0]!;
    expect(client.snapshots[0]!.rankings).not.toEqual([]);
    clock.now = () => new Date(Date.parse(resetsAt) + 1);
    await eventually(() => expect(client.snapshots).toHaveLength(2), 10_000);
    expect(client.snapshots[1]).toMatchObject({ seq: client.snapshots[0]!.seq, rankings: [] });
    expect(Date.parse(client.snapshots[1]!.businessDay)).toBe(Date.parse(businessDay) + 86_400_000);
    const back = await BoardClient.on(other.url, { lastSeq: client.seq });
    clients.push(back);
    expect(back.snapshots[0]!.businessDay).toBe(client.snapshots[1]!.businessDay);
  } finally {
    await other.close();
  }
});

it('refuses an address more connections than its share, and says how many that is', async () => {
  const other = await start({ CONNECTIONS_PER_ADDRESS: '3' });
  try {
    for (let n = 0; n < 3; n++) await connect(other);
    expect(await BoardClient.refused(other.url, {})).toMatchObject({
      message: 'too many connections from this address; at most 3 are allowed',
      data: { code: 'too-many-connections' },
    });
    clients.pop()!.close();
    await eventually(async () => connect(other));
  } finally {
    await other.close();
  }
});

it(
  `lets ${CROWD} clients in at once with a few questions to the database, and each gets every change`,
  async () => {
    const boards = leaderboard.part(LiveBoards);
    const asked = [jest.spyOn(boards, 'snapshot'), jest.spyOn(boards, 'changesAfter'), jest.spyOn(boards, 'all')];
    const { seq: first } = (await leaderboard.get<{ seq: number }>('/api/boards/floor')).body;
    const crowd = await Crowd.of(CROWD, leaderboard.url);
    try {
      await eventually(async () => expect(await crowd.state()).toMatchObject({ connected: CROWD, lowest: first }), WITHIN_MS);
      for (let n = 0; n < 20; n++) await centre.sells('Bo', 100 + n);
      await eventually(async () => expect(await crowd.state()).toMatchObject({ lowest: first + 20, highest: first + 20 }), WITHIN_MS);
      // All lose their lines in the same moment and come back, while sales go on.
      await crowd.loseTheirLines();
      for (let n = 0; n < 20; n++) await centre.sells('Amara', 100 + n);
      await eventually(
        async () => expect(await crowd.state()).toMatchObject({ connected: CROWD, lowest: first + 40, highest: first + 40 }),
        WITHIN_MS,
      );
      expect(await crowd.state()).toMatchObject({ faults: [], mostSnapshots: 1 });
      // Shared by all who come within 200 ms; and once at each heartbeat.
      expect(asked.reduce((sum, { mock }) => sum + mock.calls.length, 0)).toBeLessThan(CROWD / 10);
    } finally {
      crowd.goesHome();
    }
  },
  4 * WITHIN_MS,
);

/** In buffers, which is where what waits for clients is, once what nobody holds any more is let go. */
function heldBytes() {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  return process.memoryUsage().arrayBuffers;
}
