import { queryOptions } from '@tanstack/react-query';
import type { Amount } from '../formats/money';
import { get, patch, post } from './request';

export interface HistoryLine {
  readonly at: string;
  readonly by: string;
  readonly what: string;
}

export interface Team {
  readonly teamId: string;
  readonly name: string;
  readonly displayName: string;
  readonly timeZone: string;
  readonly target: Amount | null;
  readonly active: boolean;
  readonly revision: number;
  /** How many are in it now. */
  readonly consultants: number;
  readonly history: readonly HistoryLine[];
}

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
  queryFn: async ({ signal }) => (await get<{ teams: readonly Team[] }>('/api/teams', {}, signal)).teams,
});

export const createTeam = (input: Partial<TeamInput>) => post<Team>('/api/teams', input);
export const changeTeam = (teamId: string, input: Partial<TeamInput>) => patch<Team>(`/api/teams/${teamId}`, input);
