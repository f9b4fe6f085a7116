import { queryOptions } from '@tanstack/react-query';
import type { components } from './generated/back-office';
import { get, patch, post } from './request';

export type Consultant = components['schemas']['ConsultantDto_Output'];

export interface ConsultantInput {
  readonly name: string;
  /** Name or id. */
  readonly team: string;
  readonly hidden_from_screens: boolean;
  readonly active: boolean;
}

export const consultantsQuery = queryOptions({
  queryKey: ['consultants'],
  queryFn: async ({ signal }) => (await get<components['schemas']['ConsultantListDto_Output']>('/api/consultants', {}, signal)).consultants,
});

export const createConsultant = (input: Partial<ConsultantInput>) => post<Consultant>('/api/consultants', input);
export const changeConsultant = (consultantId: string, input: Partial<ConsultantInput> & { readonly revision: number }) =>
  patch<Consultant>(`/api/consultants/${consultantId}`, input);
