import { eventually, FactTap, type FreshDatabase, freshDatabase, type TestBroker, testBroker } from '@takings/testing';
import { BoardClient } from '../testing/board-client';
import { RunningLeaderboard } from '../testing/running-leaderboard';
import { ContactCentre } from '../testing/sales';

let database: FreshDatabase;
let broker: TestBroker;
let tap: FactTap;
let centre: ContactCentre;
let leaderboard: RunningLeaderboard;
const clients: BoardClient[] = [];

const start = (port = 0) => RunningLeaderboard.start({ databaseUrl: database.url, amqpUrl: broker.url }, { PORT: String(port) });
const connect = async (auth: Record<string, unknown> = {}, options = {}) => {
  const client = await BoardClient.on(leaderboard.url, auth, options);
  clients.push(client);
  return client;
};
/** Everything published so far is on the board of the floor. */
const seen = async (client: BoardClient, seq: number) => eventually(() => expect(client.seq).toBe(seq));

beforeAll(async () => {
  [database, broker] = await Promise.all([freshDatabase(), testBroker()]);
  leaderboard = await start();
  tap = await FactTap.on(broker.url);
  centre = new ContactCentre(tap);
  await centre.opens();
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

it('sends a snapshot on connect, then each sale as a change', async () => {
  const client = await connect();
  expect(client.snapshots[0]).toMatchObject({ board: 'floor', seq: 0, rankings: [], currency: 'GBP' });
  await centre.sells('Amara', 1_500);
  await centre.sells('Bo', 2_500);
  await seen(client, 2);
  expect(client.changes).toMatchObject([
    { seq: 1, board: 'floor', consultant: 'Amara', ranking: 1, salesRevenue: { minor: 1_500, currency: 'GBP' } },
    { seq: 2, board: 'floor', consultant: 'Bo', ranking: 1, moved: [{ consultant: 'Amara', ranking: 2 }], total: { minor: 4_000 } },
  ]);
  expect(client.changes[0]).not.toHaveProperty('scope');
});

it('serves polling as well', async () => {
  const client = await connect({}, { transports: ['polling'] });
  const before = client.seq!;
  await centre.sells('Amara');
  await seen(client, before + 1);
});

it('sends a heartbeat with the last number within five seconds', async () => {
  const client = await connect();
  await eventually(() => expect(client.heartbeats).not.toHaveLength(0), 6_000);
  expect(client.heartbeats[0]).toEqual({ seq: client.seq, at: expect.stringMatching(/^\d{4}-/) });
});

it("shows a team's own board, and another one when asked", async () => {
  const client = await connect({ board: 'Falcon' });
  expect(client.snapshots[0]).toMatchObject({ board: 'Falcon', title: 'Team Falcon' });
  client.socket.emit('board', { board: 'Osprey' });
  await eventually(() => expect(client.snapshots.at(-1)).toMatchObject({ board: 'Osprey', seq: 0 }));
  await centre.sells('Cleo', 700, 'Osprey');
  await eventually(() => expect(client.changes.at(-1)).toMatchObject({ board: 'Osprey', seq: 1, consultant: 'Cleo' }));
  await centre.sells('Amara');
  const floor = await connect();
  await eventually(() => expect(floor.snapshots[0]!.seq).toBeGreaterThan(3));
  expect(client.faults).toEqual([]);
});

it('answers "resume" as it answers a reconnect: with the gap alone', async () => {
  const client = await connect();
  const before = client.seq!;
  for (let n = 0; n < 3; n++) await centre.sells('Amara');
  await seen(client, before + 3);
  client.seq = before;
  client.changes.length = 0;
  client.socket.emit('resume', { lastSeq: before });
  await eventually(() => expect(client.changes.map(({ seq }) => seq)).toEqual([before + 1, before + 2, before + 3]));
  expect(client.snapshots).toHaveLength(1);
});

it('sends what was missed to who comes back, without a snapshot', async () => {
  const client = await connect();
  const before = client.seq!;
  client.socket.disconnect();
  const other = await connect();
  await centre.sells('Bo');
  await seen(other, before + 1);
  client.socket.connect();
  await seen(client, before + 1);
  expect(client).toMatchObject({ snapshots: { length: 1 }, faults: [] });
});

it('misses nothing through a restart of the app while sales go on', async () => {
  const client = await connect();
  const before = client.seq!;
  let [sold, open] = [0, true];
  const selling = (async () => {
    for (; open; sold++) await centre.sells(sold % 2 ? 'Amara' : 'Bo');
  })();
  await eventually(() => expect(client.seq).toBeGreaterThan(before + 10));
  const { port } = leaderboard;
  await leaderboard.close();
  const soldBefore = sold;
  leaderboard = await start(port);
  await eventually(() => expect(client.seq).toBeGreaterThan(before + soldBefore));
  open = false;
  await selling;
  await seen(client, before + sold);
  expect(client).toMatchObject({ snapshots: { length: 1 }, faults: [] });
});

it.each([
  ['a board there is not', { board: 'Kestrel' }, 'there is no board "Kestrel"; expected floor, Falcon or Osprey', 'board'],
  ['a number that is text', { lastSeq: '7' }, 'lastSeq: expected a whole number of at least 0', 'lastSeq'],
  ['a number below zero', { lastSeq: -1 }, 'lastSeq: expected a whole number of at least 0', 'lastSeq'],
  ['no currency', { currency: 'pounds' }, 'currency: expected an ISO 4217 code such as GBP', 'currency'],
])('refuses %s, and says what is expected', async (_, auth, message, field) => {
  expect(await BoardClient.refused(leaderboard.url, auth)).toMatchObject({ message, data: { code: 'invalid', field } });
});

it('refuses what cannot be asked, and goes on', async () => {
  const client = await connect();
  const refusals: { message: string }[] = [];
  client.socket.on('refused', (refusal) => refusals.push(refusal));
  client.socket.emit('sell', { everything: true });
  client.socket.emit('resume', { lastSeq: 'all' });
  client.socket.emit('board', { board: 'Kestrel' });
  await eventually(() =>
    expect(refusals.map(({ message }) => message).sort()).toEqual([
      'lastSeq: expected a whole number of at least 0',
      'sell is nothing that can be asked here',
      'there is no board "Kestrel"; expected floor, Falcon or Osprey',
    ]),
  );
  const before = client.seq!;
  await centre.sells('Amara');
  await seen(client, before + 1);
});

it('answers no page of another site', async () => {
  const client = new BoardClient(leaderboard.url, {}, { extraHeaders: { origin: 'https://elsewhere.example' }, reconnection: false });
  clients.push(client);
  await client.next('connect_error');
  expect(client.socket.connected).toBe(false);
  const own = await connect({}, { extraHeaders: { origin: leaderboard.url } });
  expect(own.socket.connected).toBe(true);
});

it('cuts off who talks without end', async () => {
  const client = await connect({}, { reconnection: false });
  const gone = client.next('disconnect');
  for (let n = 0; n < 200; n++) client.socket.emit('resume', { lastSeq: 0 });
  await gone;
});

it('cuts off who sends more than a board could need', async () => {
  const client = await connect({}, { reconnection: false });
  const gone = client.next('disconnect');
  client.socket.emit('board', { board: 'x'.repeat(100_000) });
  await gone;
});
