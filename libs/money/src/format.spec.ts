import fc from 'fast-check';
import { CURRENCIES, decimalsOf, divideHalfAwayFromZero, formatMoney } from '.';

describe('money for people', () => {
  it.each([
    [123456, 'GBP', '£1,234.56'],
    [-5880, 'GBP', '−£58.80'],
    [0, 'EUR', '€0.00'],
    [5, 'USD', 'US$0.05'],
    [9_007_199_254_740_993n, 'GBP', '£90,071,992,547,409.93'],
    [100, 'HUF', 'HUF 1.00'],
  ])('shows %s %s as %s', (minor, currency, text) => {
    expect(formatMoney(minor, currency).replaceAll('\u00a0', ' ')).toBe(text);
  });

  it('keeps every digit', () =>
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 24n }), (minor) => BigInt(formatMoney(minor, 'GBP').replace(/[^\d]/g, '')) === minor),
    ));
});

describe('currencies', () => {
  it('are those of two decimals; others are known with theirs, and gone or made-up ones not at all', () => {
    expect(['GBP', 'EUR', 'USD', 'CHF', 'SEK', 'PLN', 'HUF', 'XCG'].every((code) => CURRENCIES.has(code))).toBe(true);
    expect(['JPY', 'KWD', 'CLF'].map(decimalsOf)).toEqual([0, 3, 4]);
    expect(['DEM', 'XXX', 'XAU', 'BTC', 'gbp', 'toString', ''].map(decimalsOf)).toEqual(Array(7).fill(undefined));
  });

  it('agree with Intl save where the Unicode tables give fewer digits than ISO 4217', () => {
    const digits = (currency: string) =>
      new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits;
    const differing = [...CURRENCIES].filter((code) => digits(code) !== 2);
    expect(differing.filter((code) => digits(code)! > 2)).toEqual([]);
  });
});

describe('rounding half away from zero', () => {
  it.each([
    [5n, 10n, 1n],
    [-5n, 10n, -1n],
    [4n, 10n, 0n],
    [-14n, 10n, -1n],
    [-15n, 10n, -2n],
    [15n, -10n, -2n],
  ])('takes %s / %s to %s', (dividend, divisor, rounded) => {
    expect(divideHalfAwayFromZero(dividend, divisor)).toBe(rounded);
  });
});
