import { formatRate, formatUnitPrice, formatWithMinus } from './figures';

describe('figures on an invoice', () => {
  it.each([
    ['120', 'GBP', '£120.00'],
    ['120.0000', 'GBP', '£120.00'],
    ['0.0333', 'EUR', '€0.0333'],
    ['24.505', 'USD', 'US$24.505'],
    ['0', 'GBP', '£0.00'],
    ['-1.5', 'GBP', '−£1.50'],
    ['999999999.9999', 'GBP', '£999,999,999.9999'],
  ])('show a unit price of %s %s as %s', (decimal, currency, text) => {
    expect(formatUnitPrice(decimal, currency)).toBe(text);
  });

  it('show quantities as short as they can be written, with a true minus sign', () => {
    expect(['1.0000', '-2', '0.3333', '020'].map(formatWithMinus)).toEqual(['1', '−2', '0.3333', '20']);
  });

  it('keep a rate and its percent sign together', () => {
    expect(formatRate('17.50')).toBe('17.5\u00a0%');
  });
});
