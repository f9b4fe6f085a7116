/** How cards are charged and asked after; from the configuration. */
export abstract class ChargePolicy {
  /** The waits before each question about an uncertain charge, in milliseconds. */
  abstract readonly askAfterMs: readonly number[];
  /** How often to look for attempts the bank must be asked after, in milliseconds. */
  abstract readonly sweepEveryMs: number;
  /** After so many milliseconds a call to the gateway has ended one way or the other, or its process is dead. */
  abstract readonly callEndsWithinMs: number;
  abstract readonly cardsAtOnce: number;
  /** After a restored backup our rows may have forgotten charges, so the bank is asked before each. */
  abstract readonly askEverythingFirst: boolean;
}
