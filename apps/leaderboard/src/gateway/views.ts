import type { BoardChange, Snapshot, TeamStanding } from '../boards/board-change';
import type { Money, Position } from '../ranking/position';

/** How much of a board somebody sees: all of it; the names of hidden consultants masked; or, beside that, no amounts. */
export const VIEWS = ['full', 'masked', 'ranks'] as const;
export type View = (typeof VIEWS)[number];

/** What a board is called on the wire, and whose names screens must not show. */
export interface Told {
  readonly board: string;
  readonly hidden: ReadonlySet<string>;
}

type Seen<T> = { [Key in keyof T]: T[Key] extends Money ? Money | null : T[Key] };
export type SeenPosition = Seen<Position>;
export type SeenChange = Omit<Seen<BoardChange>, 'scope' | 'moved'> & { readonly board: string; readonly moved: readonly SeenPosition[] };
export type SeenSnapshot = Omit<Seen<Snapshot>, 'scope' | 'rankings' | 'target' | 'teams'> & {
  readonly board: string;
  readonly rankings: readonly SeenPosition[];
  readonly target: Money | null;
  readonly teams: readonly Seen<TeamStanding>[];
};

/** A snapshot as one of this view gets it. */
export function snapshotFor(view: View, { scope: _, ...snapshot }: Snapshot, { board, hidden }: Told): SeenSnapshot {
  const money = moneyFor(view);
  return {
    board,
    ...snapshot,
    rankings: snapshot.rankings.map((position) => positionFor(view, position, hidden)),
    total: money(snapshot.total),
    target: snapshot.target && money(snapshot.target),
    teams: snapshot.teams.map((team) => ({ ...team, salesRevenue: money(team.salesRevenue), target: team.target && money(team.target) })),
  };
}

/** A change as one of this view gets it. */
export function changeFor(view: View, { scope: _, ...change }: BoardChange, { board, hidden }: Told): SeenChange {
  const money = moneyFor(view);
  return {
    board,
    ...change,
    consultant: nameFor(view, change, hidden),
    salesRevenue: money(change.salesRevenue),
    amount: money(change.amount),
    total: money(change.total),
    moved: change.moved.map((position) => positionFor(view, position, hidden)),
  };
}

const positionFor = (view: View, position: Position, hidden: ReadonlySet<string>): SeenPosition => ({
  ...position,
  consultant: nameFor(view, position, hidden),
  salesRevenue: moneyFor(view)(position.salesRevenue),
});

const moneyFor = (view: View) => (money: Money) => (view === 'ranks' ? null : money);

const nameFor = (
  view: View,
  { consultantId, consultant, team }: Pick<Position, 'consultantId' | 'consultant' | 'team'>,
  hidden: ReadonlySet<string>,
) => (view !== 'full' && hidden.has(consultantId) ? `Somebody in ${team}` : consultant);
