/** Divides and rounds to the nearest whole, a half away from zero: what Xero does, and the same for a charge and its reversal. */
export function divideHalfAwayFromZero(dividend: bigint, divisor: bigint): bigint {
  const negative = dividend < 0n !== divisor < 0n;
  const [over, under] = [dividend < 0n ? -dividend : dividend, divisor < 0n ? -divisor : divisor];
  const rounded = (2n * over + under) / (2n * under);
  return negative ? -rounded : rounded;
}
