import type { Failure } from '../charge-card/outcome';

/**
 * Why a bank declined, by `acquirerresponsecode`. The codes follow ISO 8583; each acquirer has its own dialect, so what is not listed
 * is a plain decline. None of them changes whether money moved: 70000 says that it did not.
 */
export const BANK_CODES: Readonly<Record<string, Failure>> = {
  '01': 'refer-to-bank',
  '02': 'refer-to-bank',
  '04': 'card-blocked', // pick up
  '07': 'card-blocked', // pick up, special condition
  '14': 'card-unusable', // no such card number
  '1A': 'authentication-required',
  '41': 'card-blocked', // lost
  '43': 'card-blocked', // stolen
  '46': 'card-unusable', // account closed
  '51': 'insufficient-funds',
  '54': 'expired',
  '57': 'card-unusable', // not permitted to this cardholder
  '62': 'card-blocked', // restricted
  R0: 'card-unusable', // the payer revoked the authority for this and further charges
  R1: 'card-unusable',
  R3: 'card-unusable',
};

export const failureOf = (bankCode: string | null): Failure => (bankCode && BANK_CODES[bankCode]) || 'declined';
