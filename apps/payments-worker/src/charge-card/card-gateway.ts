import type { Charged, Found } from './outcome';

/** What a gateway needs to debit a stored card. */
export interface ChargeOrder {
  /** Ours, unique for each attempt, at most 25 characters. */
  readonly orderReference: string;
  /** The gateway's reference of the stored card. */
  readonly cardRef: string;
  readonly amountMinor: number;
  /** ISO 4217. */
  readonly currency: string;
  /** Counts the charges of this card; the gateway wants it above 1 and rising in a series. */
  readonly subscriptionNumber: number;
}

/** Debits stored cards and says how it went. It never repeats a call by itself. */
export abstract class CardGateway {
  /** Throws `Unavailable` only when it is certain that nothing was debited; every doubt is the outcome `unknown`. */
  abstract charge(order: ChargeOrder): Promise<Charged>;
  /** Asks what became of a charge; debits nothing. Throws `Unavailable` when the gateway could not be asked. */
  abstract find(order: ChargeOrder): Promise<Found>;
}
