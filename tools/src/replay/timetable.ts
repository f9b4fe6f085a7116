import type { FileSale } from './sales-file';

/** Between these, by the clock, sales are spread whose time is not known. */
const OPENS_MS = 9 * 3_600_000;
const CLOSES_MS = 17.5 * 3_600_000;

export interface Due {
  readonly sale: FileSale;
  /** Of the day that is lived through. */
  readonly timeMs: number;
  /** After the beginning of the replay. */
  readonly afterMs: number;
}

/** Pure. When each sale is posted, in order: the first at once, the others as far behind it as they were, so many times faster. */
export function timetable(sales: readonly FileSale[], speed: number): Due[] {
  const untimed = sales.filter(({ timeMs }) => timeMs === null).length;
  let spread = 0;
  const timed = sales.map((sale) => ({
    sale,
    timeMs: sale.timeMs ?? Math.round(OPENS_MS + ((CLOSES_MS - OPENS_MS) * (spread++ + 0.5)) / untimed),
  }));
  timed.sort((one, other) => one.timeMs - other.timeMs);
  const beginsMs = timed[0]?.timeMs ?? 0;
  return timed.map((due) => ({ ...due, afterMs: (due.timeMs - beginsMs) / speed }));
}

/** 09:30 */
export const clock = (timeMs: number): string => new Date(timeMs).toISOString().slice(11, 16);
