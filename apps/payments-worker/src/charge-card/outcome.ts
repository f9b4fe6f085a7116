import type { DataOf, DebitFailed } from '@takings/contracts';

/** Why a card could not be debited, in the words of `invoice.debit-failed`. */
export type Failure = DataOf<typeof DebitFailed>['failure'];

interface Answer {
  /** The gateway's error code; null when there was no answer. */
  readonly gatewayCode: string | null;
  /** The acquirer's response code, when one came. */
  readonly bankCode: string | null;
  /** What was answered, in a sentence for the invoice's history. */
  readonly says: string;
}

/** The card was debited. */
export interface Booked extends Answer {
  readonly kind: 'booked';
  readonly transactionReference: string;
  /** When the gateway booked it; null when it did not say. */
  readonly bookedAt: Date | null;
}
/** Authorised, but suspended at the gateway until a person there decides. */
export interface Held extends Answer {
  readonly kind: 'held';
}
/** Certainly not debited: the bank or the card says no. */
export interface Refused extends Answer {
  readonly kind: 'refused';
  readonly failure: Failure;
}
/** Certainly not debited: our request for this invoice is at fault, so a person must look. */
export interface Rejected extends Answer {
  readonly kind: 'rejected';
}
/** It may have been debited. */
export interface Unknown extends Answer {
  readonly kind: 'unknown';
}
/** The gateway has no record of it, which proves nothing: records become visible with a delay. */
export interface NotFound extends Answer {
  readonly kind: 'not-found';
}
/** The bank could not be asked, so nothing was learnt. */
export interface NotAsked extends Answer {
  readonly kind: 'not-asked';
}

export type Charged = Booked | Held | Refused | Rejected | Unknown;
export type Found = Booked | Held | Refused | Unknown | NotFound;
export type Outcome = Charged | Found | NotAsked;
