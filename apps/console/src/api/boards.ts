import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { Period } from '../formats/calendar';
import type { components } from './generated/leaderboard';
import { get } from './request';

type Told = components['schemas'];

export type BoardListing = Told['BoardsDto_Output'][number];
export type BoardAnswer = Told['RankingDto_Output'];
export type Position = BoardAnswer['rankings'][number];
/** What the live board tells of a position. */
export type Place = Omit<Position, 'reachedAt'>;
export type Explanation = Told['ExplanationDto_Output'];
/** One line of why somebody stands where they stand. */
export type Entry = Explanation['entries'][number];
export type Collected = Told['CollectedDto_Output'];

/** Which ranking is meant; `on` and `currency` are the server's choice when not said. */
export interface BoardAsked {
  readonly board: string;
  readonly period: Period;
  readonly on?: string;
  readonly at?: string;
  readonly currency?: string;
}

export const boardsQuery = queryOptions({
  queryKey: ['boards'],
  queryFn: ({ signal }) => get<Told['BoardsDto_Output']>('/api/boards', {}, signal),
});

const path = (board: string) => `/api/boards/${encodeURIComponent(board)}`;
const asks = ({ period, on, at, currency }: BoardAsked) => ({ period, on, at, currency });

/** All that is asked of one board begins with its key, so that a change of it renews them together. */
export const boardKey = (board: string) => ['board', board] as const;

export const boardQuery = (asked: BoardAsked) =>
  queryOptions({
    queryKey: [...boardKey(asked.board), 'ranking', asks(asked)],
    queryFn: ({ signal }) => get<BoardAnswer>(path(asked.board), asks(asked), signal),
    placeholderData: keepPreviousData,
  });

export const explainQuery = (asked: BoardAsked, consultant: string) =>
  queryOptions({
    queryKey: [...boardKey(asked.board), 'explain', consultant, asks(asked)],
    queryFn: ({ signal }) => get<Explanation>(`${path(asked.board)}/explain`, { ...asks(asked), consultant }, signal),
  });

export const collectedQuery = ({ at: _, ...asked }: BoardAsked) =>
  queryOptions({
    queryKey: [...boardKey(asked.board), 'collected', asks(asked)],
    queryFn: ({ signal }) => get<Collected>(`${path(asked.board)}/collected`, asks(asked), signal),
    placeholderData: keepPreviousData,
  });

export const minutesQuery = ({ board, on, currency }: BoardAsked) =>
  queryOptions({
    queryKey: [...boardKey(board), 'minutes', { on, currency }],
    queryFn: ({ signal }) => get<Told['MinutesDto_Output']>(`${path(board)}/minutes`, { on, currency }, signal),
    placeholderData: keepPreviousData,
  });
