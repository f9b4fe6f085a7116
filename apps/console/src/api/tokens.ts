import { queryOptions } from '@tanstack/react-query';
import type { components } from './generated/back-office';
import { get, post } from './request';

type Told = components['schemas'];
export type ApiToken = Told['TokenDto_Output'];
export type MadeToken = Told['MadeTokenDto_Output'];
export type TokenInput = Told['NewTokenDto'];

export const tokensQuery = queryOptions({
  queryKey: ['tokens'],
  queryFn: async ({ signal }) => (await get<Told['TokenListDto_Output']>('/api/tokens', {}, signal)).tokens,
});

export const makeToken = (input: TokenInput) => post<MadeToken>('/api/tokens', input);
export const revokeToken = (tokenId: string) => post<ApiToken>(`/api/tokens/${tokenId}/revoke`, {});
