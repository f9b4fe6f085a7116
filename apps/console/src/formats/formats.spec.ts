import { atMinute, daysOf, minuteAt, minutesOf, startOfDay, step } from './calendar';
import { count, counted, ordinal, placeInWords } from './counts';
import { decimalText, money, percentOf, signedMoney, wholeMoney } from './money';
import { age, calendarDay, day, duration, moment, time, zoneInWords } from './times';

const pounds = (minor: number) => ({ minor, currency: 'GBP' });
const NOW = new Date('2026-11-17T13:42:08Z');

describe('an amount', () => {
  it.each([
    [pounds(123456), '£1,234.56'],
    [pounds(-5880), '−£58.80'],
    [null, '–'],
  ])('%j is written %s', (amount, text) => expect(money(amount)).toBe(text));

  it('tells its sign where it is added or taken off', () =>
    expect([62000, -5880, 0].map((minor) => signedMoney(pounds(minor)))).toEqual(['+£620.00', '−£58.80', '£0.00']));

  it('is never rounded up to whole pounds', () => {
    expect(wholeMoney(pounds(5999999))).toBe('£59,999');
    expect(wholeMoney(pounds(-199))).toBe('−£1');
    expect(percentOf(pounds(5999999), pounds(6000000))).toBe(99);
  });

  it('is not compared with another currency or with nothing', () => {
    expect(percentOf(pounds(1), { minor: 1, currency: 'EUR' })).toBeUndefined();
    expect(percentOf(pounds(1), pounds(0))).toBeUndefined();
  });

  it('goes back into a field as it was typed', () =>
    expect([6000000, 5, -5880].map((minor) => decimalText(pounds(minor)))).toEqual(['60000.00', '0.05', '-58.80']));
});

it('counts and places are written as people say them', () => {
  expect([count(1285), counted(1, 'sale'), counted(7, 'sale')]).toEqual(['1,285', '1 sale', '7 sales']);
  expect([1, 2, 3, 4, 11, 12, 13, 21, 22, 101].map(ordinal)).toEqual('1st 2nd 3rd 4th 11th 12th 13th 21st 22nd 101st'.split(' '));
  expect([placeInWords(4), placeInWords(21)]).toEqual(['fourth', '21st']);
});

describe('a moment', () => {
  it('has its year only when it is not this one', () => {
    expect(day('2026-11-17', NOW)).toBe('Tue 17 Nov');
    expect(day('2025-11-17', NOW)).toBe('Mon 17 Nov 2025');
  });

  it('is told in the time zone of the board', () => {
    expect(time('2026-11-17T23:30:00Z', 'Asia/Manila')).toBe('07:30');
    expect(calendarDay('2026-11-17T23:30:00Z', 'Asia/Manila')).toBe('2026-11-18');
    expect(zoneInWords('America/New_York')).toBe('New York time');
  });

  it('names its day when that is not today', () => {
    expect(moment('2026-11-17T09:05:00Z', 'Europe/London', NOW)).toBe('09:05');
    expect(moment('2026-11-16T09:05:00Z', 'Europe/London', NOW)).toBe('Mon 16 Nov, 09:05');
  });

  it.each([
    ['2026-11-17T13:41:48Z', '20 s'],
    ['2026-11-17T13:09:08Z', '33 min'],
    ['2026-11-17T11:42:00Z', '2 h'],
    ['2026-11-16T13:42:00Z', '1 day'],
    ['2026-11-11T13:42:00Z', '6 days'],
    ['2026-11-17T13:43:00Z', '0 s'],
  ])('%s is %s old', (at, words) => expect(age(at, NOW)).toBe(words));
});

describe('a day', () => {
  it.each([
    ['2026-11-17', 'Europe/London', '2026-11-17T00:00:00.000Z', 1440],
    ['2026-03-29', 'Europe/London', '2026-03-29T00:00:00.000Z', 1380],
    ['2026-10-25', 'Europe/London', '2026-10-24T23:00:00.000Z', 1500],
    ['2026-11-17', 'Pacific/Kiritimati', '2026-11-16T10:00:00.000Z', 1440],
    ['2026-11-17', 'Pacific/Pago_Pago', '2026-11-17T11:00:00.000Z', 1440],
    // The clocks go forward at midnight, so that the day begins at one.
    ['2026-04-24', 'Africa/Cairo', '2026-04-23T22:00:00.000Z', 1380],
  ])('%s in %s begins at %s and has %i minutes', (on, zone, begins, minutes) => {
    expect(new Date(startOfDay(on, zone)).toISOString()).toBe(begins);
    expect(minutesOf(on, zone)).toBe(minutes);
  });

  it('has a moment for each of its minutes, and a minute for each of its moments', () => {
    expect(atMinute('2026-10-25', 'Europe/London', 90)).toBe('2026-10-25T00:30:00.000Z');
    expect(minuteAt('2026-10-25', 'Europe/London', '2026-10-25T00:30:59Z')).toBe(90);
    expect(minuteAt('2026-10-25', 'Europe/London', '2026-10-27T00:00:00Z')).toBe(1500);
  });

  it('belongs to a week from Monday to Sunday and to a month', () => {
    expect(daysOf('2026-11-22', 'week')).toEqual({ first: '2026-11-16', last: '2026-11-22' });
    expect(daysOf('2024-02-10', 'month')).toEqual({ first: '2024-02-01', last: '2024-02-29' });
  });

  it('is followed by the same of the next period', () => {
    expect(step('2026-03-31', 'month', -1)).toBe('2026-02-01');
    expect(step('2026-12-31', 'month', 1)).toBe('2027-01-01');
    expect(step('2026-11-17', 'week', -1)).toBe('2026-11-10');
  });
});

describe('how long something took', () => {
  it.each([
    [0, '0 s'],
    [24.9, '24 s'],
    [532, '8 min 52 s'],
    [605, '10 min 05 s'],
    [3_840, '1 h 04 min'],
  ])('%d seconds are %s', (seconds, words) => expect(duration(seconds)).toBe(words));
});
