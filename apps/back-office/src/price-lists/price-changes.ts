import type { EntryInput } from './price-list.view';

/** So many are told one by one; a list of thousands would make no sentence. */
const MOST_TOLD = 12;

/** What a version changes of the one before, for its history. */
export function priceChanges(before: readonly EntryInput[], after: readonly EntryInput[]): string[] {
  if (before.length === 0) return [`${after.length} ${after.length === 1 ? 'price' : 'prices'}`];
  const old = new Map(before.map(({ sku, unit_price }) => [sku, unit_price]));
  const now = new Map(after.map(({ sku, unit_price }) => [sku, unit_price]));
  const changes = [
    ...after
      .filter(({ sku, unit_price }) => old.has(sku) && old.get(sku) !== unit_price)
      .map((one) => `${one.sku} from ${old.get(one.sku)} to ${one.unit_price}`),
    ...after.filter(({ sku }) => !old.has(sku)).map(({ sku, unit_price }) => `${sku} added at ${unit_price}`),
    ...before.filter(({ sku }) => !now.has(sku)).map(({ sku }) => `${sku} left out`),
  ];
  if (changes.length === 0) return ['the same prices'];
  return changes.length > MOST_TOLD ? [...changes.slice(0, MOST_TOLD), `and ${changes.length - MOST_TOLD} more`] : changes;
}
