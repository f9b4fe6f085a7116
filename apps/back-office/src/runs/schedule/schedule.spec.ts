import { inWords } from './in-words';
import { dayThere, lastDue, nextDates, nextDue, Schedule, standardSchedule } from './schedule';

const london = standardSchedule('Europe/London');
const at = (text: string) => new Date(text);

it('is due twice a week at the same hour of the company, in summer as in winter', () => {
  expect(nextDue(london, at('2026-07-06T12:00:00Z')).toISOString()).toBe('2026-07-07T05:00:00.000Z');
  expect(nextDue(london, at('2026-07-07T05:00:00Z')).toISOString()).toBe('2026-07-10T05:00:00.000Z');
  expect(nextDue(london, at('2026-12-07T12:00:00Z')).toISOString()).toBe('2026-12-08T06:00:00.000Z');
});

it('was due last at the latest moment that has come, this one included', () => {
  expect(lastDue(london, at('2026-07-07T05:00:00Z')).toISOString()).toBe('2026-07-07T05:00:00.000Z');
  expect(lastDue(london, at('2026-07-07T04:59:59.999Z')).toISOString()).toBe('2026-07-03T05:00:00.000Z');
});

it('is of the day that it is in the company', () => {
  const auckland = { ...london, timeZone: 'Pacific/Auckland' };
  expect(dayThere(auckland, at('2026-07-06T18:00:00Z'))).toBe('2026-07-07');
  expect(dayThere(london, at('2026-07-06T18:00:00Z'))).toBe('2026-07-06');
});

it.each(['', 'daily', '0 6 * *', '0 6 * * 2,5 *', '61 6 * * *', '0 25 * * *', '0 6 31 2 *'])('is refused as %j', (cron) => {
  expect(Schedule.safeParse({ ...london, cron }).success).toBe(false);
});

it.each(['Mars/Olympus', '', 'GMT+25'])('is refused in the time zone %j', (timeZone) => {
  expect(Schedule.safeParse({ ...london, timeZone }).success).toBe(false);
});

it.each([
  ['0 6 * * 2,5', 'Every Tuesday and Friday at 06:00'],
  ['30 17 * * 0,1,3', 'Every Monday, Wednesday and Sunday at 17:30'],
  ['0 6 * * *', 'Every day at 06:00'],
  ['0 7 * * 1-5', 'Every working day, Monday to Friday, at 07:00'],
  ['0 6 1 * *', 'On day 1 of every month at 06:00'],
  ['*/5 6 * * *', null],
  ['0 6 1 1 *', null],
])('%s is told as %s', (cron, words) => expect(inWords(cron)).toBe(words));

it('tells its next dates in the time of the company, over the change of its clocks', () => {
  const dates = nextDates({ ...london, cron: '0 6 * * 0' }, at('2026-10-20T12:00:00Z'), 2);
  expect(dates.map((date) => date.toISOString())).toEqual(['2026-10-25T06:00:00.000Z', '2026-11-01T06:00:00.000Z']);
});
