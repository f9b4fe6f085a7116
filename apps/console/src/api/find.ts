import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { components } from './generated/back-office';
import { get } from './request';

export type FoundGroup = components['schemas']['FoundDto_Output']['groups'][number];
export type Hit = FoundGroup['hits'][number];

/** Customers, sales in progress, sales and invoices by what people know of them. */
export const findQuery = (q: string) =>
  queryOptions({
    queryKey: ['find', q],
    queryFn: async ({ signal }) => (await get<{ groups: readonly FoundGroup[] }>('/api/search', { q }, signal)).groups,
    enabled: q !== '',
    placeholderData: keepPreviousData,
  });
