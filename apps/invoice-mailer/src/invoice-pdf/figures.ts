import { canonicalDecimal } from '@takings/money';

/** Figures as printed on an invoice, from the decimal strings of its lines. */

/** `−2.5`, with a true minus sign. */
export const formatWithMinus = (decimal: string) => canonicalDecimal(decimal).replace('-', '−');

/** `20 %`, with a space that does not break. */
export const formatRate = (percent: string) => `${formatWithMinus(percent)}\u00a0%`;

const prices = new Map<string, Intl.NumberFormat>();

/** `£0.0333`: two to four places, as the price was given. */
export function formatUnitPrice(decimal: string, currency: string): string {
  const size = canonicalDecimal(decimal).replace('-', '') as Intl.StringNumericLiteral;
  const price = priceIn(currency).format(size);
  return decimal.startsWith('-') ? `−${price}` : price;
}

/** Kept: a format costs far more to make than to use. */
function priceIn(currency: string): Intl.NumberFormat {
  let format = prices.get(currency);
  if (!format) {
    format = new Intl.NumberFormat('en-GB', { style: 'currency', currency, minimumFractionDigits: 2, maximumFractionDigits: 4 });
    prices.set(currency, format);
  }
  return format;
}
