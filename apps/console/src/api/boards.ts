import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { Period } from '../formats/calendar';
import type { Amount } from '../formats/money';
import { get } from './request';

export interface Position {
  readonly ranking: number;
  readonly consultantId: string;
  readonly consultant: string;
  readonly teamId: string;
  readonly team: string;
  readonly unitsSold: number;
  readonly salesRevenue: Amount;
}

export interface BoardListing {
  readonly board: string;
  readonly title: string;
  readonly scope: 'floor' | 'team';
  readonly timeZone: string;
  readonly currencies: readonly string[];
}

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
  queryFn: ({ signal }) => get<readonly BoardListing[]>('/api/boards', {}, signal),
});

export interface BoardAnswer {
  readonly board: string;
  readonly title: string;
  readonly period: Period;
  /** The day that is shown, or one of the week or month. */
  readonly on: string;
  readonly seq: number;
  readonly timeZone: string;
  readonly currency: string;
  /** When the running day ends. */
  readonly resetsAt: string;
  readonly total: Amount;
  readonly target: Amount | null;
  readonly rankings: readonly Position[];
}

export type EntryKind = 'sale' | 'void' | 'adjustment';

/** One line of why somebody stands where he stands. */
export interface Entry {
  readonly kind: EntryKind;
  /** Our id of the sale or of the correction; a sale and its taking back share it. */
  readonly ref: string;
  readonly saleRef: string | null;
  readonly product: string | null;
  readonly customer: string | null;
  readonly amount: Amount;
  /** When it was sold, taken back, or to which moment it counts. */
  readonly occurredAt: string;
  readonly knownAt: string;
  readonly by: string | null;
  readonly reason: string | null;
  /** Made on an earlier day than it became known. */
  readonly late: boolean;
}

export interface Explanation {
  readonly consultantId: string;
  readonly consultant: string;
  readonly team: string;
  /** Null when nothing of the consultant counts. */
  readonly ranking: number | null;
  readonly unitsSold: number;
  readonly sum: Amount;
  readonly entries: readonly Entry[];
  /** What separates it from the place above; null for the first. */
  readonly above: {
    readonly ranking: number;
    readonly consultant: string;
    readonly by: 'revenue' | 'reached-first' | 'name';
    readonly missing: Amount;
    readonly reachedAt: string;
  } | null;
}

export interface CollectedRow {
  readonly consultantId: string;
  readonly consultant: string;
  readonly team: string;
  readonly sold: Amount;
  readonly invoiced: Amount;
  readonly paid: Amount;
}

export interface Collected {
  readonly consultants: readonly CollectedRow[];
  readonly total: Pick<CollectedRow, 'sold' | 'invoiced' | 'paid'>;
}

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
