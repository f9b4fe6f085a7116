import type { Change, Money, Position, Snapshot, TeamStanding } from './protocol';

export interface Row extends Position {
  /** How many places it went up (negative: down) when it last moved. */
  readonly move?: { readonly places: number; readonly atMs: number };
}

/** Today's ranking. */
export interface Board extends Omit<Snapshot, 'rankings' | 'seq' | 'teams'> {
  readonly rows: readonly Row[];
  readonly teams: readonly TeamStanding[];
}

export const opened = ({ rankings, seq: _, teams, ...board }: Snapshot): Board => ({ ...board, rows: rankings, teams: teams ?? [] });

/** The board after a change of its day. */
export function applied(board: Board, change: Change, nowMs: number): Board {
  const { consultantId, consultant, teamId, team, unitsSold, salesRevenue, ranking } = change;
  const rest = board.rows.filter((row) => row.consultantId !== consultantId);
  const before = board.rows.find((row) => row.consultantId === consultantId);
  const moved = new Map(change.moved.map((position) => [position.consultantId, position]));
  const rows = rest.map((row) => {
    const position = moved.get(row.consultantId);
    return position ? placed(row, position, nowMs) : row;
  });
  // Behind those of the same ranking: they were there first.
  if (ranking !== null) rows.push(placed(before, { ranking, consultantId, consultant, teamId, team, unitsSold, salesRevenue }, nowMs));
  rows.sort((a, b) => a.ranking - b.ranking);
  const teams = standings(board.teams, change);
  return { ...board, rows, teams, total: change.total };
}

function placed(before: Row | undefined, position: Position, nowMs: number): Row {
  const places = before ? before.ranking - position.ranking : 0;
  return { ...position, move: places === 0 ? before?.move : { places, atMs: nowMs } };
}

function standings(teams: readonly TeamStanding[], { teamId, team, amount }: Change): readonly TeamStanding[] {
  if (!teams.some((one) => one.teamId === teamId)) return [...teams, { teamId, team, title: team, salesRevenue: amount, target: null }];
  return teams.map((one) => (one.teamId === teamId ? { ...one, salesRevenue: sum(one.salesRevenue, amount) } : one));
}

const sum = (a: Money | null, b: Money | null): Money | null => (a && b ? { ...a, minor: a.minor + b.minor } : a);

export interface Rest {
  readonly people: number;
  readonly unitsSold: number;
  readonly salesRevenue: Money | null;
}

/** What those have sold who are not shown, so that everything on the screen adds up to the header. */
export function restOf({ rows, total }: Board, shown: number): Rest {
  const [above, below] = [rows.slice(0, shown), rows.slice(shown)];
  return {
    people: below.length,
    unitsSold: unitsOf(below),
    salesRevenue: total && { ...total, minor: above.reduce((left, row) => left - (row.salesRevenue?.minor ?? 0), total.minor) },
  };
}

export const unitsOf = (rows: readonly Row[]) => rows.reduce((all, { unitsSold }) => all + unitsSold, 0);
