import { queryOptions } from '@tanstack/react-query';
import { get, patch, post } from './request';
import type { HistoryLine } from './teams';

/** One board, or a slideshow of several. */
export interface Shows {
  /** `floor` or names of teams, in their order. */
  readonly boards: readonly string[];
  readonly everySeconds?: number;
  readonly currency?: string;
  /** The team whose sales pop up in the slideshow. */
  readonly myTeam?: string;
}

export interface Screen {
  readonly screenId: string;
  readonly name: string;
  readonly shows: {
    /** Empty when none of its boards is there any more. */
    readonly boards: readonly string[];
    readonly everySeconds: number | null;
    readonly currency: string | null;
    readonly myTeam: string | null;
  };
  readonly hideAmounts: boolean;
  readonly pairedAt: string;
  readonly pairedBy: string;
  readonly withdrawnAt: string | null;
  /** To the minute. */
  readonly lastSeenAt: string | null;
  readonly version: string | null;
}

export interface ScreenWithHistory extends Screen {
  readonly history: readonly HistoryLine[];
}

export interface ScreenInput {
  readonly name: string;
  readonly shows: Shows;
  readonly hide_amounts: boolean;
}

const LOOKS_AGAIN_MS = 5_000;

export const screensQuery = queryOptions({
  queryKey: ['screens'],
  queryFn: async ({ signal }) => (await get<{ screens: readonly Screen[] }>('/api/screens', {}, signal)).screens,
  refetchInterval: LOOKS_AGAIN_MS,
});

export const screenQuery = (screenId: string) =>
  queryOptions({
    queryKey: ['screens', screenId],
    queryFn: ({ signal }) => get<ScreenWithHistory>(`/api/screens/${screenId}`, {}, signal),
  });

export const pairScreen = (input: ScreenInput & { readonly code: string }) => post<ScreenWithHistory>('/api/screens', input);
export const changeScreen = (screenId: string, input: ScreenInput) => patch<ScreenWithHistory>(`/api/screens/${screenId}`, input);
export const withdrawScreen = (screenId: string) => post<ScreenWithHistory>(`/api/screens/${screenId}/withdraw`);
