import { type FreshDatabase, freshDatabase } from '@takings/testing';
import type { Entry } from '../ranking/entry';
import { TEAMS } from '../ranking/testing/histories';
import { Worker } from '../testing/worker';
import { FLOOR } from './board-stream';
import { Forgetting } from './forgetting';

const NOW = Date.parse('2026-03-02T12:00:00Z');
const floor = { scope: FLOOR, currency: 'GBP' };

let database: FreshDatabase;
let worker: Worker;

beforeAll(async () => {
  database = await freshDatabase();
  worker = await Worker.on(database.url, { ranks: 'unique', voids: 'on-day-of-sale', floorZone: 'UTC' }, { now: () => new Date(NOW) });
  await worker.empty();
});
afterAll(async () => {
  await worker?.close();
  await database?.drop();
});

const sale = (n: number): Entry => ({
  kind: 'sale',
  ref: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
  ...{ consultantId: '00000009-0000-4000-8000-000000000001', consultant: 'Ann', teamId: TEAMS[0].teamId, team: 'Falcon', currency: 'GBP' },
  ...{ units: 1, minor: 100, day: '2026-03-02', ownDay: '2026-03-02', occurredAt: NOW, knownAt: NOW },
});

it('forgets changes of days ago, counts on, and says so to who asks for them', async () => {
  const all = [sale(1), sale(2), sale(3)];
  await worker.take(all.slice(0, 2), all);
  await worker.db.query(`update board_change set committed_at = now() - interval '4 days'`);
  await worker.take(all.slice(2), all);
  const forgetting = new Forgetting(worker.db);
  expect(await forgetting.forget()).toBe(4);
  expect(await forgetting.forget()).toBe(0);
  expect(await worker.boards.changesAfter(floor, 1, 500)).toBeNull();
  expect((await worker.boards.changesAfter(floor, 2, 500))!.map(({ seq }) => seq)).toEqual([3]);
  expect(await worker.boards.changesAfter(floor, 3, 500)).toEqual([]);
  expect(await worker.boards.changesAfter(floor, 4, 500)).toBeNull();
  expect(await worker.boards.snapshot(floor)).toMatchObject({ seq: 3, total: { minor: 300 } });
  expect((await worker.boards.lastSeqs()).get('floor:GBP')).toBe(3);
});

it('ranks on when the changes that another process made are no longer kept', async () => {
  const other = await Worker.on(database.url, { ranks: 'unique', voids: 'on-day-of-sale', floorZone: 'UTC' }, { now: () => new Date(NOW) });
  const all = [sale(4), sale(5)];
  await other.take([all[0]!], all);
  await worker.db.query('delete from board_change');
  await worker.take([all[1]!], all);
  expect((await worker.boards.changesAfter(floor, 4, 500))!.map(({ seq, total }) => [seq, total.minor])).toEqual([[5, 500]]);
  await other.close();
});
