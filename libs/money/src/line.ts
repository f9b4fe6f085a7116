import { DECIMAL_ONE, parseDecimal } from './decimal';
import { divideHalfAwayFromZero } from './rounding';

/** A line's net is at most 999,999,999.99: its sum over many lines stays a safe integer, and no honest charge comes near. */
export const LINE_NET_LIMIT_MINOR = 99_999_999_999;

const MINOR_IN_MAJOR = 100n;
const PERCENT = 100n;

/** Decimals as text: how many, the net price of one in major units, and VAT in percent. */
export interface Line {
  readonly quantity: string;
  readonly unitPrice: string;
  readonly vatRate: string;
}

/** Integer minor units. */
export interface LineAmounts {
  readonly netMinor: number;
  readonly vatMinor: number;
}

export class AmountTooLarge extends Error {
  override readonly name = 'AmountTooLarge';
}

/**
 * The net is rounded to two places first, then VAT is taken of the rounded net, both half away from zero, as Xero does for each line.
 * Throws `NotADecimal`, or `AmountTooLarge` beyond `LINE_NET_LIMIT_MINOR`.
 */
export function lineAmounts({ quantity, unitPrice, vatRate }: Line): LineAmounts {
  const exact = parseDecimal(quantity) * parseDecimal(unitPrice) * MINOR_IN_MAJOR;
  const net = divideHalfAwayFromZero(exact, DECIMAL_ONE * DECIMAL_ONE);
  const vat = divideHalfAwayFromZero(net * parseDecimal(vatRate), DECIMAL_ONE * PERCENT);
  if (net > LINE_NET_LIMIT_MINOR || net < -LINE_NET_LIMIT_MINOR) {
    throw new AmountTooLarge(`${quantity} times ${unitPrice} is beyond 999,999,999.99`);
  }
  return { netMinor: Number(net), vatMinor: Number(vat) };
}
