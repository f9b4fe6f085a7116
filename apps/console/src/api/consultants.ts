import { queryOptions } from '@tanstack/react-query';
import { get, patch, post } from './request';
import type { HistoryLine } from './teams';

export interface Consultant {
  readonly consultantId: string;
  readonly name: string;
  readonly team: { readonly teamId: string; readonly name: string };
  readonly hiddenFromScreens: boolean;
  readonly active: boolean;
  readonly revision: number;
  readonly history: readonly HistoryLine[];
}

export interface ConsultantInput {
  readonly name: string;
  /** Name or id. */
  readonly team: string;
  readonly hidden_from_screens: boolean;
  readonly active: boolean;
}

export const consultantsQuery = queryOptions({
  queryKey: ['consultants'],
  queryFn: async ({ signal }) => (await get<{ consultants: readonly Consultant[] }>('/api/consultants', {}, signal)).consultants,
});

export const createConsultant = (input: Partial<ConsultantInput>) => post<Consultant>('/api/consultants', input);
export const changeConsultant = (consultantId: string, input: Partial<ConsultantInput>) =>
  patch<Consultant>(`/api/consultants/${consultantId}`, input);
