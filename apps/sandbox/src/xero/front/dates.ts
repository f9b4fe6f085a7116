/** `/Date(1795248000000+0000)/`: milliseconds since the epoch, as Xero writes moments in JSON. */
export const dotNetDate = (at: Date) => `/Date(${at.getTime()}+0000)/`;

/** A calendar day of the organisation's, written as midnight UTC; `DateString` beside it says the same without a zone. */
export const dotNetDay = (day: string) => dotNetDate(new Date(`${day}T00:00:00Z`));
export const dayString = (day: string) => `${day}T00:00:00`;

export const dayOf = (at: Date) => at.toISOString().slice(0, 10);

/** `08/04/2026 10:00:00`, as in Xero's "token expired at". */
export function dayAndTime(at: Date): string {
  const [day = '', time = ''] = at.toISOString().split('T');
  return `${day.split('-').reverse().join('/')} ${time.slice(0, 8)}`;
}

/** `30 June 2026`, for sentences. */
export const dayInWords = (day: string) =>
  new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    new Date(`${day}T00:00:00Z`),
  );

/** Reads what a request may carry, `2026-11-21` or `2026-11-21T00:00:00`; `null` when it is no day of the calendar. */
export function readDay(given: unknown): string | null {
  if (typeof given !== 'string') return null;
  const day = /^(\d{4}-\d{2}-\d{2})(T00:00:00(\.0+)?Z?)?$/.exec(given)?.[1];
  if (!day) return null;
  const parsed = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(parsed.getTime()) && dayOf(parsed) === day ? day : null;
}
