import { moneyParts, moneyText } from './figures';
import { placeAfterSale, placeOf, shownOf } from './words';

it.each([
  [{ ranking: 4, previousRanking: 6 }, 'up two places to 4th'],
  [{ ranking: 2, previousRanking: 3 }, 'up one place to 2nd'],
  [{ ranking: 1, previousRanking: 13 }, 'up 12 places to 1st'],
  [{ ranking: 1, previousRanking: 1 }, 'still 1st'],
  [{ ranking: 7, previousRanking: null }, 'new on the board, 7th'],
])('a sale that brings %j is told as %s', (sale, words) => expect(placeAfterSale(sale)).toBe(words));

it('what is shown of another day says which', () => {
  const [night, morning] = [Date.parse('2026-11-16T23:58:00Z'), Date.parse('2026-11-17T06:00:00Z')];
  expect(shownOf(night, night, 'Europe/London')).toBe('23:58');
  expect(shownOf(night, morning, 'Europe/London')).toMatch(/^Mon 16 Nov( 2026)?, 23:58$/);
});

it('a time zone is called by its place', () => expect(placeOf('America/New_York')).toBe('New York'));

describe('amounts', () => {
  it('are set in two sizes', () => expect(moneyParts({ minor: 411_800, currency: 'GBP' })).toEqual({ whole: '£4,118', hundredths: '.00' }));
  it('have a true minus', () => expect(moneyText({ minor: -5_880, currency: 'GBP' })).toBe('−£58.80'));
  it('lose their hundredths where they would not fit, and are never rounded up', () => {
    expect(moneyText({ minor: 1_000_000_099, currency: 'GBP' })).toBe('£10,000,000');
    expect(moneyText({ minor: 99_999, currency: 'GBP' }, true)).toBe('£999');
  });
});
