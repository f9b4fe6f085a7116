import fc from 'fast-check';
import { divideHalfAway, fromMinor, readDecimal } from './decimal';

it.each([
  [2165n, 10n, 217n],
  [-2165n, 10n, -217n],
  [2164n, 10n, 216n],
  [5n, -10n, -1n],
  [0n, 7n, 0n],
])('rounds %s / %s to the nearest, halves away from zero', (numerator, denominator, rounded) => {
  expect(divideHalfAway(numerator, denominator)).toBe(rounded);
});

it('rounds a negative amount as it rounds its positive twin', () =>
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 10n ** 20n }), fc.bigInt({ min: 1n, max: 10n ** 9n }), (numerator, denominator) => {
      expect(divideHalfAway(-numerator, denominator)).toBe(-divideHalfAway(numerator, denominator));
    }),
  ));

it.each([
  [0.07, 2, 7n],
  [1.005, 2, 101n],
  ['1.005', 2, 101n],
  [-3, 4, -30_000n],
  ['12.3456', 4, 123_456n],
  [1e21, 2, null],
  ['1,5', 2, null],
  ['', 2, null],
  [null, 2, null],
  [Number.NaN, 2, null],
])('reads %p to %i places as its sender wrote it', (given, places, units) => {
  expect(readDecimal(given, places)).toBe(units);
});

it('writes every amount so that reading it gives the same minor units', () =>
  fc.assert(
    fc.property(fc.integer({ min: -(10 ** 12), max: 10 ** 12 }), (minor) => {
      expect(readDecimal(fromMinor(minor), 2)).toBe(BigInt(minor));
    }),
  ));
