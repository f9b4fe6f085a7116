import { queryOptions } from '@tanstack/react-query';
import type { components } from './generated/back-office';
import { get, post } from './request';

export type PriceList = components['schemas']['PriceListDto_Output'];
export type PriceListSummary = components['schemas']['PriceListsDto_Output']['priceLists'][number];
export type PriceEntry = PriceList['entries'][number];

export interface PriceListInput {
  readonly name: string;
  readonly currency: string;
  /** ISO 8601; from now on when not said. */
  readonly valid_from?: string;
  readonly reason: string;
  readonly entries: readonly { readonly sku: string; readonly unit_price: string }[];
  /** The version that was seen, 0 for none. */
  readonly based_on: number;
}

/** All versions, the latest to become valid first. */
export const priceListsQuery = queryOptions({
  queryKey: ['price-lists'],
  queryFn: async ({ signal }) => (await get<{ priceLists: readonly PriceListSummary[] }>('/api/price-lists', {}, signal)).priceLists,
});

export const priceListQuery = (priceListId: string) =>
  queryOptions({
    queryKey: ['price-lists', priceListId],
    queryFn: ({ signal }) => get<PriceList>(`/api/price-lists/${encodeURIComponent(priceListId)}`, {}, signal),
  });

export const enterPriceList = (input: PriceListInput) => post<PriceList>('/api/price-lists', input);
