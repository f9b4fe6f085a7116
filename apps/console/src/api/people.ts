import { queryOptions } from '@tanstack/react-query';
import type { components } from './generated/back-office';
import { get, patch, post } from './request';

type Told = components['schemas'];
export type KnownPerson = Told['PersonDto_Output'];
export type PersonInput = Told['NewPersonDto'];

export const peopleQuery = queryOptions({
  queryKey: ['people'],
  queryFn: async ({ signal }) => (await get<Told['PersonListDto_Output']>('/api/people', {}, signal)).people,
});

export const createPerson = (input: PersonInput) => post<KnownPerson>('/api/people', input);
export const changePerson = (personId: string, input: Told['PersonChangeDto']) => patch<KnownPerson>(`/api/people/${personId}`, input);
export const signPersonOut = (personId: string) => post<KnownPerson>(`/api/people/${personId}/sign-out`, {});
