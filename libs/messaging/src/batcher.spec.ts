import { Batcher } from './batcher';

const settled = () => new Promise((resolve) => setImmediate(() => setImmediate(resolve)));

/** A batcher whose turns and batches end when the test says so. */
function slow(upTo: number, atOnce: number) {
  const turns: { waiting: number; come: () => void }[] = [];
  const batches: number[][] = [];
  const batcher = new Batcher<number>({
    upTo,
    atOnce,
    turn: (waiting) => new Promise((come) => turns.push({ waiting, come })),
    work: (batch) => {
      batches.push(batch);
      return new Promise(() => undefined);
    },
  });
  return { batcher, turns, batches };
}

it('asks for one turn at a time, each with what the one before left', async () => {
  const { batcher, turns, batches } = slow(2, 5);
  for (const item of [1, 2, 3]) batcher.push(item);
  await settled();
  expect(turns.map(({ waiting }) => waiting)).toEqual([3]);
  turns[0]!.come();
  await settled();
  expect(batches).toEqual([[1, 2]]);
  expect(turns.map(({ waiting }) => waiting)).toEqual([3, 1]);
});

it('takes along what came while it waited for its turn', async () => {
  const { batcher, turns, batches } = slow(50, 5);
  batcher.push(1);
  await settled();
  batcher.push(2);
  turns[0]!.come();
  await settled();
  expect(batches).toEqual([[1, 2]]);
  expect(turns).toHaveLength(1);
});

it('has no more batches under way than it may', async () => {
  const { batcher, turns, batches } = slow(1, 2);
  for (const item of [1, 2, 3]) batcher.push(item);
  await settled();
  for (const i of [0, 1]) {
    turns[i]!.come();
    await settled();
  }
  expect(batches).toEqual([[1], [2]]);
  expect(turns).toHaveLength(2);
});
