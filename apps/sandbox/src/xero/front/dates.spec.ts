import { dayInWords, dotNetDay, readDay } from './dates';

it.each([
  ['2026-11-21', '2026-11-21'],
  ['2026-11-21T00:00:00', '2026-11-21'],
  ['2028-02-29', '2028-02-29'],
  ['2026-02-29', null],
  ['2026-13-01', null],
  ['21/11/2026', null],
  [20261121, null],
])('reads %p as the day %p', (given, day) => {
  expect(readDay(given)).toBe(day);
});

it('writes a calendar day as midnight UTC, as Xero does', () => {
  expect(dotNetDay('2026-11-21')).toBe('/Date(1795219200000+0000)/');
});

it('says a day in words', () => {
  expect(dayInWords('2026-06-30')).toBe('30 June 2026');
});
