import type { Place } from '../../api/boards';
import { calendarDay } from '../../formats/times';
import type { Amount } from '../../formats/money';
import type { Live } from '../../live/live-board';

export const todayOf = (timeZone: string, now = Date.now()): string => calendarDay(now, timeZone);

/** What the page shows of a ranking, wherever it came from. */
export interface Shown {
  readonly positions: readonly Place[];
  readonly total: Amount | null;
  readonly target: Amount | null;
}

/** The live board as a ranking. Amounts are null on screens that hide them alone, of which this page is none. */
export function shownLive({ state: { board } }: Live): Shown | undefined {
  if (!board) return undefined;
  const { rows, total, target, currency } = board;
  return { positions: rows.map((row) => ({ ...row, salesRevenue: row.salesRevenue ?? { minor: 0, currency } })), total, target };
}

export const salesOf = (positions: readonly Place[]): number => positions.reduce((sum, { unitsSold }) => sum + unitsSold, 0);
