import { eventually } from '@takings/testing';
import type { BoardChange, Snapshot } from '../boards/board-change';
import { changeOf } from '../testing/board-samples';
import { CommittedBoards } from '../testing/committed-boards';
import { WatchedStream } from '../testing/watched-stream';

const seqs = (changes: readonly (BoardChange | Snapshot)[]) => changes.map(({ seq }) => seq);

let boards: CommittedBoards;
let watched: WatchedStream;

beforeEach(() => {
  boards = new CommittedBoards();
  watched = new WatchedStream(boards);
});

it('greets a first client with a snapshot and goes on from its number', async () => {
  boards.sell(5);
  const client = await watched.connect();
  watched.stream.offer(boards.sell(7));
  expect(seqs(client.heard)).toEqual([1, 2]);
  expect(client.total).toBe(12);
});

it('sends what came out of order in order, and what came twice once', async () => {
  const client = await watched.connect();
  const [first, second, third] = [boards.sell(1), boards.sell(1), boards.sell(1)];
  for (const change of [third, second, third, first, first]) watched.stream.offer(change);
  expect(seqs(client.heard)).toEqual([0, 1, 2, 3]);
});

it('reads from the database what nobody told of', async () => {
  const client = await watched.connect();
  boards.sell(1);
  boards.sell(1);
  watched.stream.offer(boards.sell(1));
  await eventually(() => expect(seqs(client.heard)).toEqual([0, 1, 2, 3]));
});

it('finds what another process committed when it hears its number', async () => {
  const client = await watched.connect();
  boards.sell(1);
  watched.stream.heard(1);
  await eventually(() => expect(seqs(client.heard)).toEqual([0, 1]));
});

it('sends who comes back the gap alone', async () => {
  for (let n = 0; n < 3; n++) boards.sell(1);
  await watched.connect();
  for (let n = 0; n < 3; n++) watched.stream.offer(boards.sell(1));
  const back = await watched.connect(2);
  expect(seqs(back.heard)).toEqual([3, 4, 5, 6]);
  expect(back.snapshots).toBe(0);
});

it('serves a thousand that come back at once without asking the database for each', async () => {
  boards.sell(1);
  await watched.connect();
  for (let n = 0; n < 20; n++) watched.stream.offer(boards.sell(1));
  const before = boards.reads;
  const all = await Promise.all(Array.from({ length: 1000 }, (_, i) => watched.connect(i % 2 ? 5 : undefined)));
  expect(boards.reads - before).toBeLessThanOrEqual(1);
  for (const client of all) expect(client.seq).toBe(21);
});

it('knows after a restart what those missed that come back', async () => {
  for (let n = 0; n < 30; n++) boards.sell(1);
  const all = await Promise.all(Array.from({ length: 1000 }, (_, i) => watched.connect(1 + (i % 30))));
  expect(boards.reads).toBeLessThanOrEqual(2);
  for (const client of all) expect(client).toMatchObject({ seq: 30, snapshots: 0, faults: [] });
});

it('gives a fresh snapshot to who missed too much', async () => {
  for (let n = 0; n < 600; n++) boards.sell(1);
  const back = await watched.connect(3);
  expect(back.snapshots).toBe(1);
  expect(back.seq).toBe(600);
});

it('gives a fresh snapshot to who names a number that was never given', async () => {
  boards.sell(1);
  const back = await watched.connect(77);
  expect(back).toMatchObject({ snapshots: 1, seq: 1 });
});

it('gives a fresh snapshot to who was last here on another day, also when nothing was sold since', async () => {
  boards.sell(1);
  await watched.connect();
  boards.endDay();
  await watched.stream.renew();
  const back = await watched.connect(1);
  expect(back).toMatchObject({ snapshots: 1, total: 0 });
});

it('sends everybody a new snapshot when a sale of the next day comes before the day was seen to end', async () => {
  const client = await watched.connect();
  watched.stream.offer(boards.sell(5));
  boards.endDay();
  watched.stream.offer(boards.sell(3));
  await eventually(() => expect(client).toMatchObject({ snapshots: 2, seq: 2, total: 3 }));
});

it('lets go of a rumour: a number that the database has not got', async () => {
  const client = await watched.connect();
  watched.stream.offer(changeOf({ seq: 5, amount: 1000, businessDay: boards.businessDay }));
  await eventually(() => expect(watched.stream.behindBy).toBe(0));
  for (let n = 0; n < 6; n++) watched.stream.offer(boards.sell(1));
  expect(client.total).toBe(6);
});

it('goes on after the database was away', async () => {
  const client = await watched.connect();
  boards.sell(1);
  boards.away = true;
  watched.stream.heard(1);
  await eventually(() => expect(watched.failures).toBeGreaterThan(0));
  boards.away = false;
  watched.stream.heard(1);
  await eventually(() => expect(client.total).toBe(1));
});

it('follows a database that was restored from a backup', async () => {
  for (let n = 0; n < 5; n++) boards.sell(1);
  const client = await watched.connect();
  const older = new CommittedBoards();
  older.sell(9);
  watched.replaceBoards(older);
  await watched.stream.renew();
  expect(client).toMatchObject({ seq: 1, total: 9 });
});
