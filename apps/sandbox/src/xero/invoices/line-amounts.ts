import { divideHalfAway, powerOfTen } from '../decimal';

export const QUANTITY_PLACES = 4;
/** All arithmetic on prices is done to four places; without `unitdp=4` a price was rounded to two before. */
export const PRICE_PLACES = 4;
/** Rates are percents to four places. */
export const RATE_PLACES = 4;

export type LineAmountTypes = 'Exclusive' | 'Inclusive' | 'NoTax';

export interface LineTerms {
  /** In 10^-4. */
  readonly quantity: bigint;
  /** Price of one in 10^-4 major units. */
  readonly unitAmount: bigint;
  /** Percent in 10^-4. */
  readonly rate: bigint;
  /** Given by the caller instead of being computed, in minor units. */
  readonly taxMinor?: bigint;
}

export interface LineAmounts {
  /** Quantity times price, as printed on the line: with the tax in it when amounts are Inclusive. */
  readonly lineMinor: bigint;
  readonly taxMinor: bigint;
}

const MINOR_PLACES = 2;
const HUNDRED_PERCENT = 100n * powerOfTen(RATE_PLACES);

/**
 * Tax is computed for each line, rounded to two places, and only then summed: 25.06, 25.61 and 25.63 at 15 % make 3.76 + 3.84 + 3.84 = 11.44.
 * Halves go away from zero. Source: developer.xero.com/documentation/api-guides/rounding-in-xero
 */
export function lineAmounts({ quantity, unitAmount, rate, taxMinor }: LineTerms, types: LineAmountTypes): LineAmounts {
  const lineMinor = divideHalfAway(quantity * unitAmount, powerOfTen(QUANTITY_PLACES + PRICE_PLACES - MINOR_PLACES));
  if (types === 'NoTax') return { lineMinor, taxMinor: 0n };
  return { lineMinor, taxMinor: taxMinor ?? taxOf(lineMinor, rate, types) };
}

function taxOf(lineMinor: bigint, rate: bigint, types: 'Exclusive' | 'Inclusive'): bigint {
  return types === 'Exclusive'
    ? divideHalfAway(lineMinor * rate, HUNDRED_PERCENT)
    : divideHalfAway(lineMinor * rate, HUNDRED_PERCENT + rate);
}

export interface Totals {
  readonly subTotalMinor: bigint;
  readonly totalTaxMinor: bigint;
  readonly totalMinor: bigint;
}

export function totalsOf(lines: readonly LineAmounts[], types: LineAmountTypes): Totals {
  const linesMinor = lines.reduce((sum, { lineMinor }) => sum + lineMinor, 0n);
  const totalTaxMinor = lines.reduce((sum, { taxMinor }) => sum + taxMinor, 0n);
  return types === 'Inclusive'
    ? { subTotalMinor: linesMinor - totalTaxMinor, totalTaxMinor, totalMinor: linesMinor }
    : { subTotalMinor: linesMinor, totalTaxMinor, totalMinor: linesMinor + totalTaxMinor };
}
