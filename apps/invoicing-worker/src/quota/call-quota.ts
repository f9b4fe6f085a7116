import type { Seen } from './call-book';

/** Leave to make one call. Exactly one of the two is said of it; a call that nobody heard of again counts as made. */
export interface Grant {
  answered(seen: Seen): Promise<void>;
  neverSent(): Promise<void>;
}

/** Keeps all calls of this product, over its stages and replicas, below the provider's limits. */
export abstract class CallQuota {
  /** Waits for the minute's calls. Throws `Unavailable` (everybody) when the day's are used up, and when the process stops. */
  abstract acquire(stage: string): Promise<Grant>;
  /** Resolves when the stage may take a batch; never rejects. */
  abstract turn(stage: string, waiting: number, fullBatch: number): Promise<void>;
}
