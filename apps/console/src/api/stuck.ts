import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { components } from './generated/back-office';
import { get, post } from './request';

type Schemas = components['schemas'];
type StuckPage = Schemas['StuckPageDto_Output'];
export type StuckSummary = Schemas['StuckSummaryDto_Output'];
export type StuckCause = StuckSummary['causes'][number];
export type StuckItem = StuckPage['items'][number];
export type StuckDetail = Schemas['StuckDetailDto_Output'];
export type StuckAction = StuckItem['can'][number]['action'];

export interface StuckAsked {
  readonly tab?: keyof StuckSummary['tabs'];
  readonly cause?: string;
  readonly run?: string;
  readonly sort?: 'money';
}

/** Others work on it as well: without the line that tells of it, it is looked at again so often. */
const LOOK_AGAIN_MS = 30_000;

/** Everything of the stuck list begins so. */
export const STUCK = [['stuck']] as const;

export const stuckQuery = ({ tab = 'all', ...asked }: StuckAsked) =>
  infiniteQueryOptions({
    queryKey: ['stuck', 'list', { tab, ...asked }],
    queryFn: ({ signal, pageParam }) => get<StuckPage>('/api/stuck', { tab, ...asked, after: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
    placeholderData: keepPreviousData,
    refetchInterval: LOOK_AGAIN_MS,
  });

export const stuckSummaryQuery = (run?: string) =>
  queryOptions({
    queryKey: ['stuck', 'summary', run ?? null],
    queryFn: ({ signal }) => get<StuckSummary>('/api/stuck/summary', { run }, signal),
    refetchInterval: LOOK_AGAIN_MS,
    retry: false,
  });

export const stuckItemQuery = (stuckId: string) =>
  queryOptions({
    queryKey: ['stuck', 'item', stuckId],
    queryFn: ({ signal }) => get<StuckDetail>(`/api/stuck/${encodeURIComponent(stuckId)}`, {}, signal),
    retry: false,
  });

export const mayHaveItQuery = (stuckId: string) =>
  queryOptions({
    queryKey: ['stuck', 'people', stuckId],
    queryFn: async ({ signal }) => (await get<Schemas['PeopleDto_Output']>(`/api/stuck/${stuckId}/people`, {}, signal)).people,
  });

export interface Said {
  readonly because?: string;
  readonly to?: string;
}

export const decide = (stuckId: string, action: StuckAction, said: Said & { readonly round?: number }) =>
  post<StuckDetail>(`/api/stuck/${stuckId}/${action}`, said);
export const decideAll = (action: StuckAction, items: readonly { stuckId: string; round: number }[], said: Said) =>
  post<Schemas['DecidedDto_Output']>('/api/stuck/decide', { action, items, ...said });
export const retryCause = (cause: string, because: string) =>
  post<Schemas['RetryCauseDto_Output']>('/api/stuck/retry-cause', { cause, because });

/** Whether the server lets whoever is signed in do it: apps/back-office/src/stuck/legal-actions.ts. */
export const stuckCan = (item: Pick<StuckItem, 'can'>, action: StuckAction): boolean =>
  item.can.some((one) => one.action === action && one.whyNot === null);

/** The newest, to choose one by. */
export const runsOfStuckQuery = queryOptions({
  queryKey: ['runs', 'to choose'],
  queryFn: async ({ signal }) => (await get<Schemas['RunPageDto_Output']>('/api/runs', { limit: 20 }, signal)).runs,
  retry: false,
});
