import { together } from './together';

describe('calls that come together', () => {
  const batches: number[][] = [];
  const doubled = together(async (all: number[]) => {
    batches.push(all);
    if (all.includes(13)) throw new Error(`13 of ${all.length}`);
    return all.map((one) => 2 * one);
  });

  beforeEach(() => {
    batches.length = 0;
  });

  it('are one call, and each gets its own answer', async () => {
    expect(await Promise.all([1, 2, 3].map(doubled))).toEqual([2, 4, 6]);
    expect(batches).toEqual([[1, 2, 3]]);
  });

  it('wait for the one under way, and go together after it', async () => {
    const later: Promise<number>[] = [];
    const gated = together(async (all: number[]) => {
      batches.push(all);
      if (later.length === 0) later.push(gated(2), gated(3));
      return all;
    });
    expect(await gated(1)).toBe(1);
    expect(await Promise.all(later)).toEqual([2, 3]);
    expect(batches).toEqual([[1], [2, 3]]);
  });

  it('are made alone when they cannot be made together, so that a bad one hurts only itself', async () => {
    const outcomes = await Promise.allSettled([1, 13, 3].map(doubled));
    expect(outcomes).toMatchObject([
      { status: 'fulfilled', value: 2 },
      { status: 'rejected', reason: { message: '13 of 1' } },
      { status: 'fulfilled', value: 6 },
    ]);
  });

  it('are taken up again after a failure', async () => {
    await expect(doubled(13)).rejects.toThrow();
    expect(await doubled(4)).toBe(8);
  });
});
