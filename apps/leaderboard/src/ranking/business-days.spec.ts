import { businessDay, dayEnds, spanOf } from './business-days';

const at = (moment: string, zone: string) => businessDay(Date.parse(moment), zone);
const endOf = (day: string, zone: string) => new Date(dayEnds(day, zone)).toISOString();

it('ends the day at midnight of the zone', () => {
  expect(at('2026-11-20T22:59:59.999Z', 'Europe/Paris')).toBe('2026-11-20');
  expect(at('2026-11-20T23:00:00.000Z', 'Europe/Paris')).toBe('2026-11-21');
  expect(at('2026-11-20T23:00:00.000Z', 'America/New_York')).toBe('2026-11-20');
  expect(at('2026-11-20T23:00:00.000Z', 'Pacific/Auckland')).toBe('2026-11-21');
});

it.each([
  ['spring', '2026-03-29', 'Europe/London', '2026-03-29T00:00:00.000Z', '2026-03-29T23:00:00.000Z'],
  ['autumn', '2026-10-25', 'Europe/London', '2026-10-24T23:00:00.000Z', '2026-10-26T00:00:00.000Z'],
  ['spring', '2026-03-08', 'America/New_York', '2026-03-08T05:00:00.000Z', '2026-03-09T04:00:00.000Z'],
  ['autumn', '2026-11-01', 'America/New_York', '2026-11-01T04:00:00.000Z', '2026-11-02T05:00:00.000Z'],
  ['autumn at midnight, which comes twice', '2026-11-01', 'America/Havana', '2026-11-01T04:00:00.000Z', '2026-11-02T05:00:00.000Z'],
  ['spring at midnight, which does not come', '2026-03-08', 'America/Havana', '2026-03-08T05:00:00.000Z', '2026-03-09T04:00:00.000Z'],
  ['autumn back over midnight', '2026-04-04', 'America/Santiago', '2026-04-04T03:00:00.000Z', '2026-04-05T04:00:00.000Z'],
])('has days of 23 and 25 hours where clocks change (%s, %s in %s)', (_when, day, zone, start, end) => {
  expect(endOf(day, zone)).toBe(end);
  expect(at(start, zone)).toBe(day);
  expect(businessDay(Date.parse(start) - 1, zone)).not.toBe(day);
  expect(businessDay(Date.parse(end) - 1, zone)).toBe(day);
  expect(at(end, zone)).not.toBe(day);
});

it('has weeks from Monday, also over the end of a year', () => {
  expect(spanOf('week', '2026-11-22')).toEqual({ from: '2026-11-16', to: '2026-11-22' });
  expect(spanOf('week', '2027-01-01')).toEqual({ from: '2026-12-28', to: '2027-01-03' });
});

it('has months with the days they have', () => {
  expect(spanOf('month', '2028-02-10')).toEqual({ from: '2028-02-01', to: '2028-02-29' });
  expect(spanOf('day', '2028-02-10')).toEqual({ from: '2028-02-10', to: '2028-02-10' });
});

it('refuses a zone that there is not', () => {
  expect(() => at('2026-11-20T22:59:59Z', 'Europe/Atlantis')).toThrow(RangeError);
});
