import { Saver } from './saver';

function slowStore() {
  let state = 0;
  const written: number[] = [];
  const releases: (() => void)[] = [];
  const saver = new Saver(async () => {
    const seen = state;
    await new Promise<void>((resolve) => releases.push(resolve));
    written.push(seen);
  });
  return { saver, written, releases, set: (value: number) => (state = value) };
}

it('shares one write among all changes made during another', async () => {
  const { saver, written, releases, set } = slowStore();
  set(1);
  const first = saver.saved();
  set(2);
  const second = saver.saved();
  set(3);
  const third = saver.saved();
  releases[0]?.();
  await first;
  await new Promise(setImmediate);
  releases[1]?.();
  await Promise.all([second, third]);
  expect(written).toEqual([1, 3]);
});

it('goes on after a write that failed', async () => {
  let fail = true;
  const saver = new Saver(async () => {
    if (fail) throw new Error('no database');
  });
  await expect(saver.saved()).rejects.toThrow('no database');
  fail = false;
  await expect(saver.saved()).resolves.toBeUndefined();
});
