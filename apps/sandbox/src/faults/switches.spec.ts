import { afterOne, FAULT_KINDS } from './switches';

it('goes off after the last of its requests', () => {
  const first = afterOne({ next: 2, delayMs: 0 });
  expect(first).toEqual({ next: 1, delayMs: 0 });
  expect(first && afterOne(first)).toBeNull();
});

it('stays on when it is not counted', () => {
  const fault = { next: null, delayMs: 0 };
  expect(afterOne(fault)).toBe(fault);
});

it('has names that begin with their provider', () => {
  expect(FAULT_KINDS.filter(({ name, provider }) => !name.startsWith(`${provider}-`))).toEqual([]);
});
