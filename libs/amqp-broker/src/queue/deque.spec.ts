import fc from 'fast-check';
import { Deque } from './deque';
import { Heap } from './heap';

it('is a line: what came first leaves first, through any growing and shrinking', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -3000, max: 3000 }), { maxLength: 20 }), (steps) => {
      const [deque, plain]: [Deque<number>, number[]] = [new Deque(), []];
      let next = 0;
      for (const step of steps) {
        for (let n = 0; n < step; n++) {
          deque.push(next);
          plain.push(next++);
        }
        const left = Array.from({ length: Math.max(0, -step) }, () => deque.shift());
        expect(left.filter((item) => item !== undefined)).toEqual(plain.splice(0, left.length));
        expect(deque.peek()).toBe(plain[0]);
      }
      expect([...deque]).toEqual(plain);
    }),
    { numRuns: 50 },
  );
});

it('takes a million in and out without a step that grows with the length', () => {
  const deque = new Deque<number>();
  for (let n = 0; n < 1_000_000; n++) deque.push(n);
  let sum = 0;
  for (let item = deque.shift(); item !== undefined; item = deque.shift()) sum += item;
  expect(sum).toBe((1_000_000 * 999_999) / 2);
});

it('is a heap: the least leaves first', () => {
  fc.assert(
    fc.property(fc.array(fc.integer()), (numbers) => {
      const heap = new Heap<number>((one, other) => one < other);
      for (const number of numbers) heap.push(number);
      const out = numbers.map(() => heap.pop());
      expect(out).toEqual([...numbers].sort((a, b) => a - b));
      expect(heap.pop()).toBeUndefined();
    }),
  );
});
