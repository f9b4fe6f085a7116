import type { BoardChange, Snapshot } from '../boards/board-change';
import type { Position } from '../ranking/position';

const DAY = '2026-03-02';
const money = (minor: number) => ({ minor, currency: 'GBP' });

export const positionOf = (consultantId: string, minor: number, ranking: number): Position => ({
  ranking,
  consultantId,
  consultant: `Consultant ${consultantId}`,
  teamId: 't1',
  team: 'Falcon',
  unitsSold: 1,
  salesRevenue: money(minor),
  reachedAt: `${DAY}T10:00:00.000Z`,
});

/** The ranking of these revenues, by consultant. */
export function snapshotOf({
  seq,
  revenues,
  businessDay = DAY,
}: {
  readonly seq: number;
  readonly revenues: Readonly<Record<string, number>>;
  readonly businessDay?: string;
}): Snapshot {
  const sorted = Object.entries(revenues).sort(([, a], [, b]) => b - a);
  const total = money(sorted.reduce((sum, [, minor]) => sum + minor, 0));
  return {
    scope: 't1',
    currency: 'GBP',
    seq,
    businessDay,
    resetsAt: `${businessDay}T23:59:59.999Z`,
    timeZone: 'UTC',
    title: 'Team Falcon',
    rankings: sorted.map(([id, minor], i) => positionOf(id, minor, i + 1)),
    total,
    target: money(100_000),
    teams: [{ teamId: 't1', team: 'Falcon', title: 'Team Falcon', salesRevenue: total, target: money(100_000) }],
  };
}

export function changeOf({
  seq,
  amount,
  total = amount,
  consultantId = 'c1',
  businessDay = DAY,
  moved = [],
}: {
  readonly seq: number;
  readonly amount: number;
  readonly total?: number;
  readonly consultantId?: string;
  readonly businessDay?: string;
  readonly moved?: readonly Position[];
}): BoardChange {
  return {
    scope: 't1',
    currency: 'GBP',
    seq,
    businessDay,
    kind: 'sale',
    consultantId,
    consultant: `Consultant ${consultantId}`,
    teamId: 't1',
    team: 'Falcon',
    unitsSold: 1,
    salesRevenue: money(amount),
    reachedAt: `${businessDay}T10:00:00.000Z`,
    ranking: 1,
    previousRanking: null,
    amount: money(amount),
    soldIn: { teamId: 't1', team: 'Falcon' },
    product: 'Energy plan',
    late: false,
    total: money(total),
    moved,
  };
}
