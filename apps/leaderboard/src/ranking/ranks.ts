import type { Position } from './position';
import type { Standing } from './standing';

/** unique: 1 2 3 4; competition: 1 2 2 4; dense: 1 2 2 3. */
export type Ranks = 'unique' | 'competition' | 'dense';

/** The ranking of the standing at this index (from 0), given the one above it. */
export function rankingAt(
  index: number,
  own: { minor: number },
  above: { minor: number; ranking: number } | undefined,
  ranks: Ranks,
): number {
  if (!above) return 1;
  const tied = own.minor === above.minor;
  if (ranks === 'unique') return index + 1;
  if (tied) return above.ranking;
  return ranks === 'dense' ? above.ranking + 1 : index + 1;
}

export function positionOf(standing: Standing, ranking: number, currency: string): Position {
  const { consultantId, consultant, teamId, team, units, minor, reachedAt } = standing;
  return {
    ranking,
    consultantId,
    consultant,
    teamId,
    team,
    unitsSold: units,
    salesRevenue: { minor, currency },
    reachedAt: new Date(reachedAt).toISOString(),
  };
}

/** The positions of standings that are in their order. */
export function positionsOf(standings: readonly Standing[], ranks: Ranks, currency: string): Position[] {
  let above: { minor: number; ranking: number } | undefined;
  return standings.map((standing, index) => {
    const ranking = rankingAt(index, standing, above, ranks);
    above = { minor: standing.minor, ranking };
    return positionOf(standing, ranking, currency);
  });
}
