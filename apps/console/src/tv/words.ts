import { ordinal } from '../formats/counts';
import { calendarDay, day, time } from '../formats/times';
import type { Flash } from './board-state';

const NUMBERS = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];

/** `up two places to 4th`, `still 1st`, `new on the board, 7th` */
export function placeAfterSale({ ranking, previousRanking }: Pick<Flash, 'ranking' | 'previousRanking'>): string {
  if (ranking === null) return '';
  if (previousRanking === null) return `new on the board, ${ordinal(ranking)}`;
  const up = previousRanking - ranking;
  if (up <= 0) return `still ${ordinal(ranking)}`;
  return `up ${NUMBERS[up] ?? up} ${up === 1 ? 'place' : 'places'} to ${ordinal(ranking)}`;
}

/** `13:29`, and `Mon 16 Nov, 13:29` when that was another day there. */
export function shownOf(atMs: number, nowMs: number, timeZone: string | undefined): string {
  const on = calendarDay(atMs, timeZone);
  const at = time(atMs, timeZone);
  return on === calendarDay(nowMs, timeZone) ? at : `${day(on, new Date(nowMs))}, ${at}`;
}

/** `London` of `Europe/London`. */
export const placeOf = (timeZone: string) => timeZone.split('/').at(-1)!.replaceAll('_', ' ');
