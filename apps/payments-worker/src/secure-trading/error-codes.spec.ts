import { BANK_CODES, failureOf } from './bank-codes';
import { ERROR_CODES, meaningOf, named } from './error-codes';

describe('the table of error codes', () => {
  it('has each code once', () => {
    const codes = ERROR_CODES.map(({ code }) => code);
    expect(codes).toEqual([...new Set(codes)]);
  });

  it.each(['60010', '60034', '99999', '70001', '60020', '60026', '62000', '50000', '50012', '79000'])('leaves open what %s did', (code) => {
    expect(meaningOf(code)).toEqual({ class: 'unknown' });
  });

  it('leaves open what a code did that nobody has told us of', () => {
    expect(meaningOf('12345')).toEqual({ class: 'unknown' });
  });

  it.each([
    ['60042', 'insufficient-funds'],
    ['71000', 'authentication-required'],
    ['88888', 'authentication-required'],
    ['72000', 'refer-to-bank'],
    ['30002', 'card-blocked'],
    ['60043', 'card-blocked'],
    ['20004', 'card-unusable'],
    ['60014', 'card-unusable'],
  ])('tells the payer why the card was refused with %s', (code, failure) => {
    expect(meaningOf(code)).toEqual({ class: 'refused', failure });
  });

  it('parks one charge for what may lie in its card or invoice, and stops all for what lies in the set-up', () => {
    expect(meaningOf('30000')).toEqual({ class: 'our-fault', stops: 'this' });
    expect(meaningOf('20015')).toEqual({ class: 'our-fault', stops: 'this' });
    expect(meaningOf('60023')).toEqual({ class: 'our-fault', stops: 'all' });
    expect(meaningOf('21000')).toEqual({ class: 'not-now', stops: 'all' });
  });

  it('names a code in the words of the gateway', () => {
    expect(named('60010')).toBe('60010 (Bank System Error)');
    expect(named('12345', 'Something new')).toBe('12345 (Something new)');
    expect(named('12345')).toBe('12345');
  });
});

describe('the table of bank codes', () => {
  it.each([
    ['51', 'insufficient-funds'],
    ['54', 'expired'],
    ['41', 'card-blocked'],
    ['43', 'card-blocked'],
    ['14', 'card-unusable'],
    ['R1', 'card-unusable'],
    ['05', 'declined'],
    ['91', 'declined'],
  ])('says of a decline with %s that it is %s', (bankCode, failure) => {
    expect(failureOf(bankCode)).toBe(failure);
  });

  it('says "declined" when the bank gives no code', () => {
    expect(failureOf(null)).toBe('declined');
    expect(BANK_CODES['05']).toBeUndefined();
  });
});
