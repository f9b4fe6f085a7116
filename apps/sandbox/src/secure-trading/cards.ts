import type { ErrorCode } from './codes';

/** What a stored card does when it is charged. */
export interface CardOutcome {
  readonly says: string;
  /** What the gateway's books say; `null` when nothing is booked. */
  readonly booked: { readonly code: ErrorCode; readonly settleStatus: '0' | '2' | '3'; readonly acquirerCode: string } | null;
  /** What the caller is told, when it is not what was booked. */
  readonly told?: ErrorCode;
  readonly delivery?: 'dropped' | 'late';
}

const paid = { code: '0', settleStatus: '0', acquirerCode: '00' } as const;
const declined = (acquirerCode: string) => ({ code: '70000', settleStatus: '3', acquirerCode }) as const;

/**
 * Card references drive outcomes: `SBX-FUNDS-0001` is a card without money. The word after `SBX-` chooses the row, the rest is the card's own.
 */
export const CARDS = {
  OK: { says: 'pays', booked: paid },
  FUNDS: { says: 'has not enough money on it', booked: declined('51') },
  DECLINED: { says: 'is declined without a reason', booked: declined('05') },
  EXPIRED: { says: 'has expired', booked: declined('54') },
  STOLEN: { says: 'was reported stolen', booked: declined('43') },
  SCA: { says: 'wants its holder to authenticate', booked: { code: '71000', settleStatus: '3', acquirerCode: '65' } },
  REFER: { says: 'wants its holder to call the bank', booked: { code: '72000', settleStatus: '3', acquirerCode: '02' } },
  HELD: { says: 'is authorised, but the gateway holds the charge for review', booked: { ...paid, settleStatus: '2' } },
  DROPPED: { says: 'is charged, then the line drops', booked: paid, delivery: 'dropped' },
  LATE: { says: 'is charged, and the answer comes after our time-out', booked: paid, delivery: 'late' },
  UNKNOWN: { says: 'is charged, but the gateway answers "Bank System Error"', booked: paid, told: '60010' },
  LOST: { says: 'is not charged, and the gateway answers "Bank System Error"', booked: null, told: '60010' },
} as const satisfies Readonly<Record<string, CardOutcome>>;

export interface StoredCard {
  readonly reference: string;
  readonly outcome: CardOutcome;
  /** A card such as `SBX-OK-EUR-0001` was stored in euros and takes nothing else; without a currency it takes what is asked. */
  readonly currency: string | null;
  readonly maskedPan: string;
}

const REFERENCE = /^SBX-([A-Z]+)-(?:([A-Z]{3})-)?([\w.-]{1,60})$/;

/** The stored card of a reference, or `null` when the gateway never saw it. */
export function cardOf(reference: string): StoredCard | null {
  const [, kind = '', currency, rest = ''] = REFERENCE.exec(reference) ?? [];
  if (!Object.hasOwn(CARDS, kind)) return null;
  const digits = rest.replace(/\D/g, '').slice(-4).padStart(4, '1');
  return { reference, outcome: CARDS[kind as keyof typeof CARDS], currency: currency ?? null, maskedPan: `411111######${digits}` };
}
