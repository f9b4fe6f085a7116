import { queryOptions } from '@tanstack/react-query';
import { get, patch, post } from './request';

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
  readonly shows: Shows;
  readonly hideAmounts: boolean;
  readonly pairedAt: string;
  readonly lastSeenAt: string | null;
  readonly version?: string | null;
  readonly withdrawnAt: string | null;
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

export const pairScreen = (input: ScreenInput & { readonly code: string }) => post<Screen>('/api/screens', input);
export const changeScreen = (screenId: string, input: ScreenInput) => patch<Screen>(`/api/screens/${screenId}`, input);
export const withdrawScreen = (screenId: string) => post<Screen>(`/api/screens/${screenId}/withdraw`);
