import { canonicalDecimal, type Line, type LineAmounts, lineAmounts } from '@takings/money';
import { z } from 'zod';

/** What a price list says of one product. */
export const Price = z.object({
  name: z.string().describe('The product'),
  unitPrice: z.string().describe('Net price of one in major units: a decimal with a dot and up to four places'),
  currency: z.string().describe('ISO 4217'),
  vatRate: z.string().describe('In percent, a decimal with a dot'),
});
export type Price = Readonly<z.output<typeof Price>>;

/** A price list as it was at one moment; a sale keeps the one of its start. */
export const PriceSnapshot = z.object({
  priceListId: z.string(),
  name: z.string().describe('The price list'),
  takenAt: z.iso.datetime(),
  keptUntil: z.iso.datetime().describe('The sale may be completed at these prices until then'),
  prices: z.record(z.string(), Price).describe('By stock keeping unit'),
});
export type PriceSnapshot = Omit<Readonly<z.output<typeof PriceSnapshot>>, 'prices'> & { readonly prices: Readonly<Record<string, Price>> };

/** A line of a sale with its frozen price and its amounts in minor units. */
export interface PricedLine extends Line, LineAmounts {
  readonly sku: string;
  readonly description: string;
  readonly currency: string;
}

/** Undefined when the list does not have it. Throws `AmountTooLarge`. */
export function pricedLine(sku: string, quantity: string, { prices }: PriceSnapshot): PricedLine | undefined {
  const price = Object.hasOwn(prices, sku) ? prices[sku] : undefined;
  if (!price) return undefined;
  const terms = { quantity, unitPrice: canonicalDecimal(price.unitPrice), vatRate: canonicalDecimal(price.vatRate) };
  return { sku, description: price.name, currency: price.currency, ...terms, ...lineAmounts(terms) };
}

export const netOf = (lines: readonly PricedLine[]): number => lines.reduce((sum, { netMinor }) => sum + netMinor, 0);

export interface PriceChange {
  readonly sku: string;
  readonly name: string;
  /** Null: it was not, or is no longer, on the list. */
  readonly before: string | null;
  readonly after: string | null;
}

/** Which of these products cost something else on the other list. */
export function priceChanges(skus: Iterable<string>, frozen: PriceSnapshot, current: PriceSnapshot): PriceChange[] {
  return [...new Set(skus)].flatMap((sku) => {
    const [before, after] = [frozen.prices[sku], current.prices[sku]];
    const words = (price: Price | undefined) => price && [price.unitPrice, price.currency, price.vatRate].join(' ');
    if (words(before) === words(after)) return [];
    const name = after?.name ?? before?.name ?? sku;
    return [{ sku, name, before: before?.unitPrice ?? null, after: after?.unitPrice ?? null }];
  });
}
