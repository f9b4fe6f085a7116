import { queryOptions } from '@tanstack/react-query';
import type { components } from './generated/leaderboard';
import { get, patch, post } from './request';

type Told = components['schemas'];

export type Screen = Told['ScreensDto_Output']['screens'][number];
export type ScreenWithHistory = Told['ScreenDto_Output'];

type Shows = NonNullable<Told['ChangeScreenDto']['shows']>;

export interface ScreenInput {
  readonly name: string;
  /** One board, or a slideshow of several. */
  readonly shows: Shows;
  readonly hide_amounts: boolean;
}

const LOOKS_AGAIN_MS = 5_000;

export const screensQuery = queryOptions({
  queryKey: ['screens'],
  queryFn: async ({ signal }) => (await get<Told['ScreensDto_Output']>('/api/screens', {}, signal)).screens,
  refetchInterval: LOOKS_AGAIN_MS,
});

export const screenQuery = (screenId: string) =>
  queryOptions({
    queryKey: ['screens', screenId],
    queryFn: ({ signal }) => get<ScreenWithHistory>(`/api/screens/${screenId}`, {}, signal),
  });

export const pairScreen = (input: ScreenInput & { readonly code: string }) => post<ScreenWithHistory>('/api/screens', input);
export const changeScreen = (screenId: string, input: ScreenInput & { readonly revision: number }) =>
  patch<ScreenWithHistory>(`/api/screens/${screenId}`, input);
export const withdrawScreen = (screenId: string) => post<ScreenWithHistory>(`/api/screens/${screenId}/withdraw`);
