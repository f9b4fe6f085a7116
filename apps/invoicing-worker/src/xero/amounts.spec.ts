import fc from 'fast-check';
import { majorOf, majorText, minorOf, numberOf } from './amounts';

it.each([
  [144, 14400],
  [0.1, 10],
  [1.005, undefined],
  [8.29, 829],
  [-12.3, -1230],
  [0.29, 29],
  [1e21, undefined],
  [0.0000001, undefined],
])('reads %p of Xero as %p minor units', (amount, minor) => expect(minorOf(amount)).toBe(minor));

it('reads back every amount it wrote', () =>
  fc.assert(
    fc.property(fc.integer({ min: -99_999_999_999, max: 99_999_999_999 }), (minor) => expect(minorOf(majorOf(minor)!)).toBe(minor || 0)),
  ));

it('writes amounts for people', () => {
  expect(majorText(5)).toBe('0.05');
  expect(majorText(-123456)).toBe('-1234.56');
});

it('writes a decimal with exactly its digits, or not at all', () => {
  expect(numberOf('12.3450')).toBe(12.345);
  expect(numberOf('-0.0001')).toBe(-0.0001);
  expect(numberOf('123456789012345678.1234')).toBeUndefined();
});
