import { canonicalDecimal, DECIMAL_ONE, NotADecimal, parseDecimal } from '@takings/money';

const UNITS_IN_MINOR = DECIMAL_ONE / 100n;

/**
 * Xero writes amounts as JSON numbers. The shortest text of such a number is what Xero wrote, so it is read as a decimal, never calculated with.
 * Returns undefined for what is no amount of two places: more places, an exponent, beyond a safe integer.
 */
export function minorOf(amount: number): number | undefined {
  const units = decimalUnits(amount);
  if (units === undefined || units % UNITS_IN_MINOR !== 0n) return undefined;
  const minor = Number(units / UNITS_IN_MINOR);
  return Number.isSafeInteger(minor) ? minor : undefined;
}

/** Our decimal as the JSON number that is written with exactly these digits. Returns undefined when a number cannot hold them all. */
export function numberOf(decimal: string): number | undefined {
  const number = Number(decimal);
  return decimalUnits(number) === parseDecimal(decimal) ? number : undefined;
}

/** 14400 is the number 144. */
export const majorOf = (minor: number): number | undefined => numberOf(majorText(minor));

/** For people and for Xero: 14400 is `144.00`. */
export function majorText(minor: number): string {
  const size = Math.abs(minor).toString().padStart(3, '0');
  return `${minor < 0 ? '-' : ''}${size.slice(0, -2)}.${size.slice(-2)}`;
}

/** One way to write each VAT rate, so that `20`, `20.0` and `020` are the same. */
export const rateOf = (text: string) => canonicalDecimal(text);

function decimalUnits(number: number): bigint | undefined {
  try {
    return parseDecimal(String(number));
  } catch (error) {
    if (error instanceof NotADecimal) return undefined;
    throw error;
  }
}
