const PARTS = new Intl.DateTimeFormat('en-GB', { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });

/** The same few days stand in all letters of a run, and a format costs far more than to remember them. */
const REMEMBERED_DAYS = 1000;
const days = new Map<string, string>();

/** `Tue 17 Nov 2026` from `2026-11-17`. */
export function formatDay(day: string): string {
  let text = days.get(day);
  if (text === undefined) {
    if (days.size >= REMEMBERED_DAYS) days.clear();
    text = written(day);
    days.set(day, text);
  }
  return text;
}

function written(day: string): string {
  const {
    weekday,
    day: date,
    month,
    year,
  } = Object.fromEntries(PARTS.formatToParts(new Date(`${day}T00:00:00Z`)).map(({ type, value }) => [type, value]));
  return `${weekday} ${date} ${month?.slice(0, 3)} ${year}`; // the tables have "Sept", alone among the months
}

/** The day a moment falls on for people in that time zone, as `2026-11-17`. */
export function dayIn(timeZone: string, moment: string): string {
  return calendarOf(timeZone).format(new Date(moment));
}

const calendars = new Map<string, Intl.DateTimeFormat>();

/** Kept: a format costs far more to make than to use. */
function calendarOf(timeZone: string): Intl.DateTimeFormat {
  let calendar = calendars.get(timeZone);
  if (!calendar) {
    calendar = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
    calendars.set(timeZone, calendar);
  }
  return calendar;
}
