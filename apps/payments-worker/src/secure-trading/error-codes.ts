import type { Failure } from '../charge-card/outcome';

/** What an error code of the gateway means for a charge. */
export type Meaning =
  /** Authorised; the settle status says whether it is booked. */
  | { readonly class: 'ok' }
  /** Not debited; the acquirer's response code says why. */
  | { readonly class: 'declined' }
  | { readonly class: 'refused'; readonly failure: Failure }
  /** Authorised and suspended for review. */
  | { readonly class: 'held' }
  /** It may have been debited. */
  | { readonly class: 'unknown' }
  /** Refused before processing, as our request is at fault: for `this` charge alone, or for `all` until somebody repairs the set-up. */
  | { readonly class: 'our-fault'; readonly stops: 'this' | 'all' }
  /** Refused before processing, for the moment. */
  | { readonly class: 'not-now'; readonly stops: 'this' | 'all' };

export interface CodeRow {
  readonly code: string;
  /** The gateway's own words. */
  readonly text: string;
  readonly means: Meaning;
}

const rows = (means: Meaning, texts: Record<string, string>): CodeRow[] =>
  Object.entries(texts).map(([code, text]) => ({ code, text, means }));
const refused = (failure: Failure): Meaning => ({ class: 'refused', failure });

/**
 * The codes that a charge of a stored card can meet. Codes and texts: `securetrading/data/errormessages.json` of SecureTrading/st-python-api
 * and the registry in api-evangelist/trust-payments. 60010, 60034 and 99999 are unknown by the gateway's own list (docs.trustpayments.com);
 * so is whatever may have happened between gateway and bank.
 */
export const ERROR_CODES: readonly CodeRow[] = [
  ...rows({ class: 'ok' }, { 0: 'Ok' }),
  ...rows({ class: 'declined' }, { 70000: 'Decline' }),
  ...rows(refused('insufficient-funds'), { 60042: 'Insufficient funds' }),
  ...rows(refused('authentication-required'), { 71000: 'Soft Decline', 88888: 'Soft Decline retry' }),
  ...rows(refused('refer-to-bank'), { 72000: 'Refer to Issuer' }),
  ...rows(refused('card-blocked'), {
    30002: 'Banned card',
    60036: 'Max fraudscore exceeded',
    60043: 'Scheme restriction',
    60044: 'Screening',
    60045: 'Restriction',
  }),
  ...rows(refused('card-unusable'), {
    10003: 'Invalid card details',
    20004: 'Missing parent',
    20028: 'Payment type does not support repeats',
    20030: 'Missing token',
    20032: 'Subscription cannot be used as a parent',
    20033: 'Invalid parent',
    20040: 'Cannot determine token',
    31000: 'The card number is incorrect',
    31002: 'The expiry date is incorrect',
    31003: 'The expiry month is incorrect',
    31004: 'The expiry year is incorrect',
    60014: 'Transaction reference not found',
    60041: "The acquirer lost the original transaction's data",
  }),
  ...rows({ class: 'held' }, { 60500: 'Risk Referral' }),
  ...rows(
    { class: 'unknown' },
    {
      50000: 'Socket receive error',
      50001: 'Socket connection error',
      50002: 'Socket closed',
      50003: 'Invalid data received',
      50005: 'Timeout',
      50007: 'Unable to connect to acquirer',
      50008: 'Invalid response from acquirer',
      50009: 'No available transport',
      50011: 'Socket send error',
      50012: 'Communication error',
      60010: 'Bank System Error',
      60020: 'Timeout Error',
      60026: 'Invalid Response',
      60034: 'Manual investigation required',
      62000: 'Unrecognised response from acquirer',
      70001: 'Uncertain result',
      79000: 'Queued',
      99999: 'Unknown error',
    },
  ),
  // These may depend on the card, its currency or the invoice, so one of them must not stop all others.
  ...rows(
    { class: 'our-fault', stops: 'this' },
    {
      20014: 'Cannot override amount in child transaction',
      20015: 'Cannot override currency in child transaction',
      20018: 'Subscription requires RECUR account',
      30000: 'Invalid field',
      30009: 'Cannot determine account',
      40000: 'No account found',
    },
  ),
  ...rows(
    { class: 'our-fault', stops: 'all' },
    {
      10205: 'Malformed JSON',
      25000: 'Insufficient access privileges',
      25002: 'Insufficient privileges',
      30001: 'Unknown site',
      30006: 'Invalid sitereference for alias',
      30007: 'Invalid version number',
      30008: 'Unknown user',
      60018: 'Invalid requesttype',
      60019: 'No searchable filter specified',
      60022: 'Unauthenticated',
      60023: 'Site Suspended',
      60025: 'Invalid Request',
      60028: 'Invalid account data',
      60038: 'Invalid set-up',
    },
  ),
  ...rows({ class: 'not-now', stops: 'this' }, { 79001: 'Locked', 88000: 'Generic Retry', 90007: 'Deadlock' }),
  ...rows({ class: 'not-now', stops: 'all' }, { 21000: 'Service Temporarily Disabled' }),
];

const byCode = new Map(ERROR_CODES.map((row) => [row.code, row]));

/** A code that nobody has told us of may stand for a debit. */
export const meaningOf = (code: string): Meaning => byCode.get(code)?.means ?? { class: 'unknown' };

/** The code with the gateway's words, for people: `60010 (Bank System Error)`. */
export function named(code: string, message?: string): string {
  const text = byCode.get(code)?.text ?? message;
  return text ? `${code} (${text})` : code;
}
