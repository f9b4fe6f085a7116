/** $1 first day, $2 last day, both null when no day was meant; $3 how many. */
export const RUNS = `
  select jsonb_build_object(
    'id', r.run_id, 'customerId', null, 'title', 'Run of ' || r.run_on::text,
    'says', concat_ws(' · ', 'asked for by ' || r.requested_by, 'approved by ' || r.approved_by, 'stopped by ' || r.stopped_by),
    'at', to_char(r.requested_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'over', r.stopped_by is not null) as hit
  from run r where r.run_on between $1::date and $2::date
  order by r.run_on desc, r.run_id limit $3`;

const MONTHS = ['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october', 'november', 'december'];
const NONE = [null, null] as const;

/**
 * The first and last day that somebody means: `2026-11-17`, `17.11.2026`, `17/11`, `17 Nov`, `Tue 17 November 2026`, `Nov 2026`, `2026-11`. The
 * day comes before the month. Without a year, the last such day that has been.
 */
export function daysMeant(q: string, now: Date): readonly [string, string] | readonly [null, null] {
  const words = q
    .toLowerCase()
    .replace(/^run( of)?\s+/, '')
    .replace(/^(mon|tue|wed|thu|fri|sat|sun)[a-z]*[ ,]+/, '');
  const [, year, monthOf, dayIn] = /^(\d{4})-(\d{2})(?:-(\d{2}))?$/.exec(words) ?? [];
  if (year) return between(Number(year), Number(monthOf), dayIn === undefined ? undefined : Number(dayIn), now);
  const figures = /^(\d{1,2})[./](\d{1,2})\.?(?:[./]?(\d{4}))?$/.exec(words);
  if (figures) return between(figures[3] && Number(figures[3]), Number(figures[2]), Number(figures[1]), now);
  const named = /^(?:(\d{1,2})\.? +)?([a-z]{3,9})(?: +(\d{4}))?$/.exec(words);
  const month = MONTHS.findIndex((name) => name.startsWith(named?.[2] ?? '?')) + 1;
  if (!named) return NONE;
  return between(named[3] && Number(named[3]), month, named[1] ? Number(named[1]) : undefined, now);
}

function between(said: number | '' | undefined, month: number, day: number | undefined, now: Date) {
  const of = (year: number) =>
    [dayOf(year, month, day ?? 1), day === undefined ? dayOf(year, month + 1, 0) : dayOf(year, month, day)] as const;
  if (month < 1 || month > 12) return NONE;
  const thisYear = of(said || now.getUTCFullYear());
  const days = !said && thisYear[0] > now.toISOString().slice(0, 10) ? of(now.getUTCFullYear() - 1) : thisYear;
  // 31 November is no day.
  return day !== undefined && Number(days[0].slice(8)) !== day ? NONE : days;
}

const dayOf = (year: number, month: number, day: number) => new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10);
