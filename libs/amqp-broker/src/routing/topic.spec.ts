import fc from 'fast-check';
import { topicMatches } from './topic';

it.each([
  ['sale.*', 'sale.made', true],
  ['sale.*', 'sale', false],
  ['sale.#', 'sale', true],
  ['#', '', true],
  ['*', '', false],
  ['#.made', 'a.b.made', true],
  ['a.#.z', 'a.z', true],
  ['a.#.z.#', 'a.b.z.z.c', true],
  ['a.*.c', 'a..c', true],
])('%s against %s is %s', (pattern, key, matches) => expect(topicMatches(pattern, key)).toBe(matches));

/** What the pattern means, said as plainly as possible. */
function plainly([first, ...pattern]: string[], words: string[]): boolean {
  if (first === undefined) return words.length === 0;
  if (first === '#') return plainly(pattern, words) || (words.length > 0 && plainly([first, ...pattern], words.slice(1)));
  return words.length > 0 && (first === '*' || first === words[0]) && plainly(pattern, words.slice(1));
}

it('agrees with the plain definition on any pattern and key', () => {
  const pattern = fc.array(fc.constantFrom('a', 'b', '*', '#'), { minLength: 1, maxLength: 7 });
  const words = fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 7 });
  fc.assert(fc.property(pattern, words, (p, w) => expect(topicMatches(p.join('.'), w.join('.'))).toBe(plainly(p, w))));
});

it('answers at once however many hashes a client puts into a pattern', () => {
  const pattern = `${'#.a.'.repeat(60)}z`;
  expect(topicMatches(pattern, Array(120).fill('a').join('.').slice(0, 255))).toBe(false);
});
