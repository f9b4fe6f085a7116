import { queryOptions } from '@tanstack/react-query';
import type { components } from './generated/back-office';
import { get, post } from './request';

type Told = components['schemas'];
export type FlowVersion = Told['DefinitionListDto_Output']['definitions'][number];
/** What moving the open sales of a version comes to. */
export type Moved = Told['MovedDto_Output'];

export const flowVersionsQuery = queryOptions({
  queryKey: ['flow-definitions'],
  queryFn: async ({ signal }) => (await get<Told['DefinitionListDto_Output']>('/api/flow-definitions', {}, signal)).definitions,
});

/** What would become of each open sale; nothing is changed. */
export const dryRunQuery = (version: number) =>
  queryOptions({
    queryKey: ['flow-definitions', version, 'dry-run'],
    queryFn: () => post<Moved>(`/api/flow-definitions/${version}/migrate`, { dry_run: true }),
    staleTime: 0,
    retry: false,
  });

export const moveSales = (version: number) => post<Moved>(`/api/flow-definitions/${version}/migrate`, { dry_run: false });
export const retireVersion = (version: number) => post<Told['DefinitionListDto_Output']>(`/api/flow-definitions/${version}/retire`);
