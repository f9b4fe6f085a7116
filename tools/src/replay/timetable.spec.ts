import type { FileSale } from './sales-file';
import { clock, timetable } from './timetable';

const HOUR_MS = 3_600_000;
const sale = (line: number, timeMs: number | null) => ({ line, timeMs }) as FileSale;
const times = (sales: FileSale[], speed = 60) =>
  timetable(sales, speed).map(({ sale: { line }, timeMs, afterMs }) => [line, clock(timeMs), afterMs]);

it('begins at once with the first sale, and keeps the distances, so many times shorter', () =>
  expect(times([sale(2, 11 * HOUR_MS), sale(3, 10 * HOUR_MS), sale(4, 10.5 * HOUR_MS)])).toEqual([
    [3, '10:00', 0],
    [4, '10:30', 30_000],
    [2, '11:00', 60_000],
  ]));

it('spreads sales without a time over working hours, in the order of the file', () =>
  expect(times([sale(2, null), sale(3, null)]).map(([line, at]) => [line, at])).toEqual([
    [2, '11:07'],
    [3, '15:22'],
  ]));

it('of nothing is nothing', () => expect(times([])).toEqual([]));
