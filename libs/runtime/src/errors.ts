/** Errors are named by what the machine should do. Adapters translate a provider's errors into these; one filter and one runner decide. */

/** It can never succeed as it is. HTTP 400; a fact is parked at once. `field` names what is at fault. */
export class InvalidInput extends Error {
  override readonly name = 'InvalidInput';
  constructor(
    message: string,
    readonly field?: string,
  ) {
    super(message);
  }
}

/** It is unknown here. HTTP 404; a fact is parked at once. */
export class NotFound extends Error {
  override readonly name = 'NotFound';
}

/** Somebody was first, or the state does not allow it. HTTP 409; a fact is tried again at once, three times. */
export class Conflict extends Error {
  override readonly name = 'Conflict';
}

/**
 * Nothing was done, and later it may be possible: a time-out before sending, 429, 503, a connection refused. HTTP 503; a fact is tried later.
 * `everybody` says that the provider itself is down or out of quota, so that the stage pauses instead of burning each fact's retries.
 */
export class Unavailable extends Error {
  override readonly name = 'Unavailable';
  readonly retryAfterMs?: number;
  readonly everybody: boolean;
  constructor(message: string, { retryAfterMs, everybody = false }: { retryAfterMs?: number; everybody?: boolean } = {}) {
    super(message);
    this.retryAfterMs = retryAfterMs;
    this.everybody = everybody;
  }
}

/** The outside may have done it. HTTP 202; ask, never repeat. */
export class Uncertain extends Error {
  override readonly name = 'Uncertain';
}
