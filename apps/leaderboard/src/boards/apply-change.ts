import type { Position } from '../ranking/position';
import type { BoardChange, Snapshot, TeamStanding } from './board-change';

/** The snapshot after the change that follows it: what every viewer does. A ranking of another day cannot be changed: ask for a new one. */
export function applyChange(snapshot: Snapshot, change: BoardChange): Snapshot {
  if (change.seq !== snapshot.seq + 1) throw new Error(`change ${change.seq} does not follow ${snapshot.seq}`);
  if (change.businessDay !== snapshot.businessDay) throw new Error(`a change of ${change.businessDay} is not of ${snapshot.businessDay}`);
  const moved = new Map(change.moved.map((position) => [position.consultantId, position]));
  const others = snapshot.rankings
    .filter(({ consultantId }) => consultantId !== change.consultantId)
    .map((position) => moved.get(position.consultantId) ?? position);
  const own = positionIn(change);
  return {
    ...snapshot,
    seq: change.seq,
    rankings: own ? [...others, own].sort(comparePositions) : others,
    total: change.total,
    teams: withSold(snapshot.teams, change),
  };
}

function positionIn({ ranking, consultantId, consultant, teamId, team, unitsSold, salesRevenue, reachedAt }: BoardChange): Position | null {
  return ranking === null ? null : { ranking, consultantId, consultant, teamId, team, unitsSold, salesRevenue, reachedAt };
}

function comparePositions(a: Position, b: Position): number {
  return (
    b.salesRevenue.minor - a.salesRevenue.minor ||
    Date.parse(a.reachedAt) - Date.parse(b.reachedAt) ||
    inOrder(a.consultant, b.consultant) ||
    inOrder(a.consultantId, b.consultantId)
  );
}

const inOrder = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

function withSold(teams: readonly TeamStanding[], { soldIn, amount }: BoardChange): readonly TeamStanding[] {
  const { currency } = amount;
  const known = teams.some(({ teamId }) => teamId === soldIn.teamId);
  const all = known ? teams : [...teams, { ...soldIn, title: soldIn.team, salesRevenue: { minor: 0, currency }, target: null }];
  return all.map((team) =>
    team.teamId === soldIn.teamId ? { ...team, salesRevenue: { minor: team.salesRevenue.minor + amount.minor, currency } } : team,
  );
}
