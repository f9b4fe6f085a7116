/** Places that quantities, prices and rates may have; Xero keeps four (`unitdp=4`). */
export const DECIMAL_PLACES = 4;

/** One, in the integer unit that decimals are counted in. */
export const DECIMAL_ONE = 10n ** BigInt(DECIMAL_PLACES);

const DECIMAL = /^(-?)(\d+)(?:\.(\d{1,4}))?$/;

export class NotADecimal extends Error {
  override readonly name = 'NotADecimal';
}

/** True for digits with an optional minus and up to four places after a dot: no plus, exponent, comma or bare dot. */
export const isDecimal = (text: string): boolean => DECIMAL.test(text);

/** `'12.5'` is `125000n`: ten-thousandths, exact at any size. Throws `NotADecimal`. */
export function parseDecimal(text: string): bigint {
  const [, sign, whole, places = ''] = DECIMAL.exec(text) ?? [];
  if (whole === undefined) throw new NotADecimal(`"${text}" is not a decimal with a dot and up to ${DECIMAL_PLACES} places`);
  const units = BigInt(whole + places.padEnd(DECIMAL_PLACES, '0'));
  return sign ? -units : units;
}

/** The shortest way to write a count of ten-thousandths: `125000n` is `'12.5'`. */
export function formatDecimal(units: bigint): string {
  const digits = (units < 0n ? -units : units).toString().padStart(DECIMAL_PLACES + 1, '0');
  const places = digits.slice(-DECIMAL_PLACES).replace(/0+$/, '');
  return `${units < 0n ? '-' : ''}${digits.slice(0, -DECIMAL_PLACES)}${places && `.${places}`}`;
}

/** One way to write each value, so that `'020.50'` and `'20.5'` are the same charge. Throws `NotADecimal`. */
export const canonicalDecimal = (text: string): string => formatDecimal(parseDecimal(text));
