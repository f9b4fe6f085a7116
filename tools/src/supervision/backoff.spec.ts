import { backoffMs } from './backoff';

it('waits twice as long after each end, ten seconds at most', () => {
  expect([1, 2, 3, 4].map(backoffMs)).toEqual([250, 500, 1000, 2000]);
  expect(backoffMs(7)).toBe(10_000);
  expect(backoffMs(5_000)).toBe(10_000);
});
