import { DateTime } from 'luxon';
import type { Span } from './counted';

export const PERIODS = ['day', 'week', 'month'] as const;
export type Period = (typeof PERIODS)[number];

interface Known extends Span {
  readonly startsAt: number;
  readonly endsAt: number;
}

/** Zones whose latest day is kept: a sale is nearly always of the same day as the one before. */
const ZONES_KEPT = 500;
const latest = new Map<string, Known>();

/** The day of the calendar, `YYYY-MM-DD`, that a moment belongs to in an IANA time zone. Moments are milliseconds since 1970. */
export function businessDay(moment: number, zone: string): string {
  const known = latest.get(zone);
  if (known && known.startsAt <= moment && moment < known.endsAt) return known.from;
  const day = dayOf(moment, zone);
  if (latest.size >= ZONES_KEPT) latest.clear();
  latest.set(zone, { from: day, to: day, startsAt: dayStarts(day, zone), endsAt: dayEnds(day, zone) });
  return day;
}

/** Clocks of several processes differ by less. */
const CLOCKS_DIFFER_BY_MS = 60_000;

/** Today in a zone. A day that another process, whose clock is a little ahead, has begun already is not taken back. */
export function dayGoingOn(now: number, zone: string, begun: string | null): string {
  const today = businessDay(now, zone);
  return begun !== null && begun > today && businessDay(now + CLOCKS_DIFFER_BY_MS, zone) === begun ? begun : today;
}

/** When a day ends: 23 or 25 hours after its start where clocks change on it. */
export const dayEnds = (day: string, zone: string) => dayStarts(nextDay(day), zone);

/** The first moment that has this date; not midnight where the clock jumps over it. */
function dayStarts(day: string, zone: string): number {
  const start = DateTime.fromISO(day, { zone }).startOf('day').toMillis();
  // Where the clock goes back over midnight the date begins twice, and luxon may name the second time.
  return dayOf(start - 1, zone) === day ? start - MILLIS_PER_HOUR : start;
}

const MILLIS_PER_HOUR = 3_600_000;

function dayOf(moment: number, zone: string): string {
  const day = DateTime.fromMillis(moment, { zone }).toISODate();
  if (!day) throw new RangeError(`${zone} is not a time zone`);
  return day;
}

const nextDay = (day: string) => DateTime.fromISO(day, { zone: 'utc' }).plus({ days: 1 }).toISODate()!;

/** The whole period that a day is in: itself, its week from Monday, its month. */
export function spanOf(period: Period, day: string): Span {
  const on = DateTime.fromISO(day, { zone: 'utc' });
  return { from: on.startOf(period).toISODate()!, to: on.endOf(period).toISODate()! };
}
