import { storable, storableValues } from './storable';

it.each([
  ['plain, £ and ü', 'plain, £ and ü'],
  ['a\0b', 'ab'],
  ['half \ud83d a pair', 'half \uFFFD a pair'],
  ['a whole 😀', 'a whole 😀'],
])('keeps what can be kept of %p', (given, kept) => {
  expect(storable(given)).toBe(kept);
});

it('cleans every string of a parsed body', () => {
  expect(JSON.parse('{"a":["x\\u0000",{"b":"\\ud800"}],"n":1}', storableValues)).toEqual({ a: ['x', { b: '\uFFFD' }], n: 1 });
});
