import type { BoardChange } from '../boards/board-change';
import { FLOOR } from '../boards/board-stream';
import { type Effect, effectOn } from '../ranking/counted';
import type { VoidsCount } from '../ranking/entry';
import type { LiveRanking, Shift } from '../ranking/live-ranking';
import type { Caused, LockedBoard } from './board-rows';
import type { Added, Pair } from './entry-rows';
import type { ShownEntry } from './told-entry';

/** A locked board, today's ranking of it, and the changes that this transaction makes. */
export interface Open {
  readonly board: LockedBoard;
  readonly day: string;
  readonly ranking: LiveRanking;
  seq: number;
}

/** Ranks the entries one after the other on every board they are on; numbers and ranks go on where the locked boards stand. */
export function rankedChanges({ entries, known }: Added, boards: readonly Open[], voids: VoidsCount): Caused[] {
  const changes: Caused[] = [];
  for (const entry of entries) {
    const pair: Pair = known.get(entry.ref) ?? {};
    const other = entry.kind === 'adjustment' ? undefined : pair[entry.kind === 'sale' ? 'void' : 'sale'];
    for (const open of boards) {
      if (open.board.currency !== entry.currency || (open.board.scope !== FLOOR && open.board.scope !== entry.teamId)) continue;
      const effect = effectOn<ShownEntry>(open.day, entry, other, voids);
      if (effect) changes.push(changeOf(effect, open.ranking.apply(effect), open));
    }
    known.set(entry.ref, { ...pair, [entry.kind]: entry });
  }
  return changes;
}

function changeOf(effect: Effect<ShownEntry>, shift: Shift, open: Open): Caused {
  const entry = effect.counts ?? effect.gone;
  const kind = effect.gone ? 'void' : entry.kind;
  const { scope, currency } = open.board;
  const { standing } = shift;
  const money = (minor: number) => ({ minor, currency });
  const reached = targetReached(open.board, shift);
  const change: BoardChange = {
    scope,
    currency,
    seq: ++open.seq,
    businessDay: open.day,
    kind,
    consultantId: standing.consultantId,
    consultant: standing.consultant,
    teamId: standing.teamId,
    team: standing.team,
    unitsSold: standing.units,
    salesRevenue: money(standing.minor),
    reachedAt: new Date(standing.reachedAt).toISOString(),
    ranking: shift.ranking,
    previousRanking: shift.previousRanking,
    amount: money(shift.amountMinor),
    soldIn: { teamId: entry.teamId, team: entry.team },
    product: entry.product,
    late: entry.late,
    total: money(shift.totalMinor),
    moved: shift.moved,
    ...(reached && { targetReached: reached }),
  };
  return { change, ref: entry.ref, kind };
}

function targetReached({ scope, targetMinor }: LockedBoard, { amountMinor, totalMinor }: Shift) {
  if (targetMinor === null || totalMinor < targetMinor || totalMinor - amountMinor >= targetMinor) return undefined;
  return scope === FLOOR ? 'floor' : 'team';
}
