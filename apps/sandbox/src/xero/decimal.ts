/**
 * Exact decimals for the stand-in's own arithmetic. It does not use the product's money library on purpose: a fault there must show up as
 * a difference between our total and "Xero's", not be made on both sides alike.
 */

/** A quotient rounded to the nearest integer, halves away from zero: 2.165 becomes 2.17 and -2.165 becomes -2.17. */
export function divideHalfAway(numerator: bigint, denominator: bigint): bigint {
  const negative = numerator < 0n !== denominator < 0n;
  const [above, below] = [numerator < 0n ? -numerator : numerator, denominator < 0n ? -denominator : denominator];
  const rounded = (2n * above + below) / (2n * below);
  return negative ? -rounded : rounded;
}

export const powerOfTen = (exponent: number) => 10n ** BigInt(exponent);

/**
 * Reads a JSON number, or a string of one, as an integer of 10^-`places` units, rounded half away from zero.
 * A number's shortest decimal form is what its sender wrote, so 0.07 is exactly seven hundredths. `null` when it is no plain decimal.
 */
export function readDecimal(given: unknown, places: number): bigint | null {
  const parts = /^([+-]?)(\d{1,15})(?:\.(\d{1,20}))?$/.exec(
    typeof given === 'number' || typeof given === 'string' ? String(given).trim() : '',
  );
  if (!parts) return null;
  const [, sign, whole = '', fraction = ''] = parts;
  const units = BigInt(whole + fraction) * (sign === '-' ? -1n : 1n);
  return fraction.length <= places
    ? units * powerOfTen(places - fraction.length)
    : divideHalfAway(units, powerOfTen(fraction.length - places));
}

/** Minor units as the JSON number that Xero writes. Division by a hundred gives the double nearest to the decimal, so 14400 is written 144 and 11820 118.2. */
export const fromMinor = (minor: number) => minor / 100;
