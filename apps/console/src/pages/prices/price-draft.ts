import type { PriceList, PriceListInput, PriceListSummary } from '../../api/prices';
import type { Product } from '../../api/products';
import { unitPrice } from '../../formats/money';

/** What is typed. */
export interface PriceDraft {
  readonly name: string;
  readonly currency: string;
  /** As the field has it, `2026-12-01T08:00`, in the time of the browser; empty for now. */
  readonly from: string;
  readonly reason: string;
  /** By article number; empty for a product that is not on the list. */
  readonly prices: Readonly<Record<string, string>>;
}

export const draftOf = (from: PriceList | undefined, currency: string): PriceDraft => ({
  name: from?.name ?? '',
  currency: from?.currency ?? currency,
  from: '',
  reason: '',
  prices: Object.fromEntries((from?.entries ?? []).map((one) => [one.sku, twoPlaces(one.unitPrice)])),
});

/** As people write prices: 18.50 for 18.5; four places stay. */
const twoPlaces = (decimal: string) => decimal.replace(/^(\d+)$/, '$1.00').replace(/^(\d+\.\d)$/, (one) => `${one}0`);

/** Products that can be priced: those that are sold, and those that are priced already. */
export const priceable = (products: readonly Product[], { prices }: PriceDraft) =>
  products.filter(({ sku, active }) => active || sku in prices);

/** As the API takes it, in the order in which the products stand. */
export function inputOf(draft: PriceDraft, products: readonly Product[], lists: readonly PriceListSummary[]): PriceListInput {
  const name = draft.name.trim();
  const versions = lists.filter((one) => one.currency === draft.currency && sameName(one.name, name)).map(({ version }) => version);
  return {
    name,
    currency: draft.currency,
    ...(draft.from && { valid_from: new Date(draft.from).toISOString() }),
    reason: draft.reason,
    entries: products.flatMap(({ sku }) => {
      const price = draft.prices[sku]?.trim();
      return price ? [{ sku, unit_price: price.replace(',', '.') }] : [];
    }),
    based_on: Math.max(0, ...versions),
  };
}

/** What the version changes of the one it begins from, in sentences. */
export function changesOf(
  before: PriceList | undefined,
  { prices, currency }: PriceDraft,
  products: readonly Product[],
): readonly string[] {
  if (!before) return [];
  const old = new Map(before.entries.map((one) => [one.sku, one.unitPrice]));
  return products.flatMap(({ sku, name }) => {
    const [was, is] = [old.get(sku), prices[sku]?.trim().replace(',', '.') || undefined];
    if (was === is || (was !== undefined && is !== undefined && Number(was) === Number(is))) return [];
    if (is === undefined) return [`${name} is left out.`];
    if (was === undefined) return [`${name} is added at ${unitPrice(is, currency)}.`];
    return [`${name} costs ${unitPrice(is, currency)} instead of ${unitPrice(was, currency)}.`];
  });
}

const sameName = (one: string, other: string) => one.localeCompare(other, 'en', { sensitivity: 'accent' }) === 0;
