import { queryOptions } from '@tanstack/react-query';
import type { components } from './generated/back-office';
import { get, patch, post } from './request';

export type Team = components['schemas']['TeamDto_Output'];
/** Who changed what when. */
export type HistoryLine = Team['history'][number];

export interface TeamInput {
  readonly name: string;
  readonly display_name: string;
  readonly time_zone: string;
  /** A decimal in major units. */
  readonly target: string | null;
  readonly currency: string | null;
  readonly active: boolean;
}

export const teamsQuery = queryOptions({
  queryKey: ['teams'],
  queryFn: async ({ signal }) => (await get<components['schemas']['TeamListDto_Output']>('/api/teams', {}, signal)).teams,
});

export const createTeam = (input: Partial<TeamInput>) => post<Team>('/api/teams', input);
export const changeTeam = (teamId: string, input: Partial<TeamInput> & { readonly revision: number }) =>
  patch<Team>(`/api/teams/${teamId}`, input);
