import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { Period } from '../formats/calendar';
import type { Amount } from '../formats/money';
import { get } from './request';

export interface Place {
  readonly ranking: number;
  readonly consultantId: string;
  readonly consultant: string;
  readonly teamId: string;
  readonly team: string;
  readonly unitsSold: number;
  readonly salesRevenue: Amount;
}

export interface Position extends Place {
  /** When this revenue was reached; of equal revenues the one reached first stands higher. */
  readonly reachedAt: string;
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

/** What every answer says of what it shows. */
interface Which {
  readonly board: string;
  readonly title: string;
  readonly timeZone: string;
  readonly period: Period;
  /** The day that is shown, or one of the week or month. */
  readonly on: string;
  readonly from: string;
  readonly to: string;
  readonly at: string | null;
  /** Null as long as nothing was ever sold on the board. */
  readonly currency: string | null;
}

export interface BoardAnswer extends Which {
  readonly seq: number;
  /** When the period ends. */
  readonly resetsAt: string;
  readonly total: Amount | null;
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
  /** `sold`, `imported` or `replayed`; null for a correction. */
  readonly origin: string | null;
  readonly amount: Amount;
  readonly team: string;
  /** When it was sold, taken back, or to which moment it counts. */
  readonly occurredAt: string;
  readonly knownAt: string;
  /** Told on a later day than it was made. */
  readonly late: boolean;
  readonly reason: string | null;
  /** Who took it back or corrected. */
  readonly by: string | null;
}

export interface Explanation extends Which {
  readonly consultantId: string;
  readonly consultant: string;
  /** Null when nothing of the consultant counts. */
  readonly ranking: number | null;
  readonly unitsSold: number;
  readonly salesRevenue: Amount | null;
  readonly entries: readonly Entry[];
  /** The place above; null for the first. */
  readonly above: {
    readonly position: Position;
    /** To the same revenue. */
    readonly missing: Amount;
    readonly by: 'revenue' | 'reached-first' | 'name';
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

export interface Collected extends Which {
  readonly consultants: readonly CollectedRow[];
  readonly total: Pick<CollectedRow, 'sold' | 'invoiced' | 'paid'> | null;
}

/** The minutes in which something became known that counts on a day. */
export interface Minutes {
  readonly timeZone: string;
  readonly minutes: readonly {
    /** The end of the minute. */
    readonly at: string;
    readonly told: number;
  }[];
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

export const minutesQuery = ({ board, on, currency }: BoardAsked) =>
  queryOptions({
    queryKey: [...boardKey(board), 'minutes', { on, currency }],
    queryFn: ({ signal }) => get<Minutes>(`${path(board)}/minutes`, { on, currency }, signal),
    placeholderData: keepPreviousData,
  });
