import { LOCALE, NOTHING } from './settings';

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** Anything that names one moment. */
export type Moment = string | number | Date;

const formats = new Map<string, Intl.DateTimeFormat>();

function format(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify(options);
  const known = formats.get(key) ?? new Intl.DateTimeFormat(LOCALE, options);
  formats.set(key, known);
  return known;
}

const CLOCK = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;

/** `13:42`, in the time zone of the board or, without one, of the one who looks. */
export const time = (at: Moment, timeZone?: string): string => format({ ...CLOCK, timeZone }).format(new Date(at));

/** `13:42:08` */
export const timeWithSeconds = (at: Moment, timeZone?: string): string =>
  format({ ...CLOCK, second: '2-digit', timeZone }).format(new Date(at));

/** `Tue 17 Nov`, with the year when it is not this one. `on` is `YYYY-MM-DD`: a day of a calendar, in no time zone. */
export const day = (on: string, now: Date = new Date()): string => dayInWords(on, 'short', now);

/** `Tuesday 17 November`: for a page's own sentence. */
export const longDay = (on: string, now: Date = new Date()): string => dayInWords(on, 'long', now);

function dayInWords(on: string, length: 'short' | 'long', now: Date): string {
  const year = on.startsWith(`${now.getFullYear()}-`) ? undefined : 'numeric';
  const parts = format({ weekday: length, day: 'numeric', month: length, year, timeZone: 'UTC' });
  return parts.format(new Date(`${on}T00:00:00Z`)).replace(',', '');
}

/** `November 2026` */
export const month = (on: string): string =>
  format({ month: 'long', year: 'numeric', timeZone: 'UTC' }).format(new Date(`${on}T00:00:00Z`));

/** The moment as people say it: `13:42` today, `Tue 17 Nov, 13:42` on another day. */
export function moment(at: Moment, timeZone?: string, now: Date = new Date()): string {
  const on = calendarDay(at, timeZone);
  return on === calendarDay(now, timeZone) ? time(at, timeZone) : `${day(on, now)}, ${time(at, timeZone)}`;
}

/** `YYYY-MM-DD` of a moment there. */
export function calendarDay(at: Moment, timeZone?: string): string {
  const parts = format({ year: 'numeric', month: '2-digit', day: '2-digit', calendar: 'iso8601', timeZone }).formatToParts(new Date(at));
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? '';
  return `${part('year').padStart(4, '0')}-${part('month')}-${part('day')}`;
}

/** `20 s`, `33 min`, `2 h`, `6 days`; what is to come counts as now. */
export function age(at: Moment | null | undefined, now: Moment): string {
  if (at == null) return NOTHING;
  const passedMs = Math.max(0, new Date(now).getTime() - new Date(at).getTime());
  if (passedMs < MINUTE_MS) return `${Math.floor(passedMs / SECOND_MS)} s`;
  if (passedMs < HOUR_MS) return `${Math.floor(passedMs / MINUTE_MS)} min`;
  if (passedMs < DAY_MS) return `${Math.floor(passedMs / HOUR_MS)} h`;
  const days = Math.floor(passedMs / DAY_MS);
  return days === 1 ? '1 day' : `${days} days`;
}

/** `24 s`, `8 min 52 s`, `1 h 04 min`: how long something took. */
export function duration(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  if (whole < 60) return `${whole} s`;
  if (whole < 3_600) return `${Math.floor(whole / 60)} min ${String(whole % 60).padStart(2, '0')} s`;
  return `${Math.floor(whole / 3_600)} h ${String(Math.floor((whole % 3_600) / 60)).padStart(2, '0')} min`;
}

/** `London time` of `Europe/London`; the code itself where it names no place. */
export function zoneInWords(timeZone: string): string {
  const place = timeZone.split('/').at(-1)?.replaceAll('_', ' ') ?? timeZone;
  return `${place} time`;
}
