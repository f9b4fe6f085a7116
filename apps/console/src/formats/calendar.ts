import { calendarDay } from './times';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

export type Period = 'day' | 'week' | 'month';

/** The day so many days later; `on` is `YYYY-MM-DD`. */
export const daysLater = (on: string, days: number): string =>
  new Date(Date.parse(`${on}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);

/** A day of the period before (-1) or after (1) the one that `on` is in. */
export function step(on: string, period: Period, by: 1 | -1): string {
  if (period !== 'month') return daysLater(on, by * (period === 'week' ? 7 : 1));
  const first = new Date(`${on.slice(0, 7)}-01T00:00:00Z`);
  first.setUTCMonth(first.getUTCMonth() + by);
  return first.toISOString().slice(0, 10);
}

/** First and last day of the period; weeks begin on Monday. */
export function daysOf(on: string, period: Period): { readonly first: string; readonly last: string } {
  if (period === 'day') return { first: on, last: on };
  if (period === 'month') {
    const first = `${on.slice(0, 7)}-01`;
    return { first, last: daysLater(step(first, 'month', 1), -1) };
  }
  const sinceMonday = (new Date(`${on}T00:00:00Z`).getUTCDay() + 6) % 7;
  const first = daysLater(on, -sinceMonday);
  return { first, last: daysLater(first, 6) };
}

/**
 * The first moment of a day in a time zone, in milliseconds: midnight, or what follows it where the clocks go forward over midnight. Found by
 * halving, since Intl tells the day of a moment and not the moment of a day.
 */
export function startOfDay(on: string, timeZone: string): number {
  const noonMs = Date.parse(`${on}T12:00:00Z`);
  let [before, after] = [noonMs - 27 * 60 * MINUTE_MS, noonMs + 15 * 60 * MINUTE_MS];
  while (after - before > MINUTE_MS) {
    const middle = before + Math.floor((after - before) / 2 / MINUTE_MS) * MINUTE_MS;
    if (calendarDay(middle, timeZone) < on) before = middle;
    else after = middle;
  }
  return after;
}

/** How many minutes the day has there: 1,440, and an hour less or more when the clocks change. */
export const minutesOf = (on: string, timeZone: string): number =>
  Math.round((startOfDay(daysLater(on, 1), timeZone) - startOfDay(on, timeZone)) / MINUTE_MS);

/** The moment so many minutes after the day began there, as ISO text of whole minutes. */
export const atMinute = (on: string, timeZone: string, minute: number): string =>
  new Date(startOfDay(on, timeZone) + minute * MINUTE_MS).toISOString();

/** How many whole minutes after its day began a moment is, kept within the day. */
export function minuteAt(on: string, timeZone: string, at: string | number): number {
  const passed = Math.floor((new Date(at).getTime() - startOfDay(on, timeZone)) / MINUTE_MS);
  return Math.min(Math.max(passed, 0), minutesOf(on, timeZone));
}
