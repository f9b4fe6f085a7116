import { dayIn, formatDay } from './format';

it.each([
  ['2026-11-17', 'Tue 17 Nov 2026'],
  ['2026-09-05', 'Sat 5 Sep 2026'],
  ['2028-02-29', 'Tue 29 Feb 2028'],
])('writes %s as %s', (day, text) => {
  expect(formatDay(day)).toBe(text);
});

it('names the day that people in the time zone have', () => {
  expect(dayIn('Europe/London', '2026-06-30T23:30:00.000Z')).toBe('2026-07-01');
  expect(dayIn('UTC', '2026-06-30T23:30:00.000Z')).toBe('2026-06-30');
  expect(dayIn('America/New_York', '2026-01-01T04:59:59.000Z')).toBe('2025-12-31');
});
