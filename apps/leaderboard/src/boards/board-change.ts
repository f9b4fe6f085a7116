import type { Money, Position } from '../ranking/position';
import type { BoardStream } from './board-stream';

/** What one sale, one taken back, or one correction did to today's ranking of a board. */
export interface BoardChange extends BoardStream {
  /** One more than that of the change before it on this board. */
  readonly seq: number;
  /** `YYYY-MM-DD`. A client whose ranking is of another day needs a snapshot. */
  readonly businessDay: string;
  readonly kind: 'sale' | 'void' | 'adjustment';
  readonly consultantId: string;
  readonly consultant: string;
  readonly teamId: string;
  readonly team: string;
  readonly unitsSold: number;
  readonly salesRevenue: Money;
  /** ISO 8601; see `Position`. */
  readonly reachedAt: string;
  /** Null when nothing of the consultant counts any more: the row goes. */
  readonly ranking: number | null;
  /** Null when the row is new. */
  readonly previousRanking: number | null;
  /** What was sold, taken back (negative) or corrected. */
  readonly amount: Money;
  /** The team for which it counts: where the consultant was at that moment. */
  readonly soldIn: { readonly teamId: string; readonly team: string };
  readonly product: string | null;
  /** Made on an earlier day than it became known. */
  readonly late: boolean;
  /** Of the board, after the change. */
  readonly total: Money;
  /** The others whose ranking is another one now, from the top. */
  readonly moved: readonly Position[];
  readonly targetReached?: 'team' | 'floor';
}

/** A team of a board, and what it has sold there. */
export interface TeamStanding {
  readonly teamId: string;
  readonly team: string;
  /** How boards call it. */
  readonly title: string;
  readonly salesRevenue: Money;
  /** To be reached in a day; null without one in this currency. */
  readonly target: Money | null;
}

/** Today's ranking and the number of the last change in it. */
export interface Snapshot extends BoardStream {
  readonly seq: number;
  readonly businessDay: string;
  /** When this day ends, ISO 8601. */
  readonly resetsAt: string;
  readonly timeZone: string;
  readonly title: string;
  readonly rankings: readonly Position[];
  readonly total: Money;
  /** The team's, or the sum of all teams'; null without one in this currency. */
  readonly target: Money | null;
  /** All teams on the floor's board, the one team on its own. */
  readonly teams: readonly TeamStanding[];
}
