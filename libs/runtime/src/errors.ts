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

/** Somebody was first, or the state does not allow it. HTTP 409; a fact is tried again at once, three times. `field` names what is taken. */
export class Conflict extends Error {
  override readonly name = 'Conflict';
  constructor(
    message: string,
    readonly field?: string,
  ) {
    super(message);
  }
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

/** Nobody has signed in, or not so that it counts (any more). HTTP 401; `code` tells a program which. */
export class Unauthenticated extends Error {
  override readonly name = 'Unauthenticated';
  constructor(
    message: string,
    readonly code: 'not-signed-in' | 'session-expired' | 'bad-token',
  ) {
    super(message);
  }
}

/** It is known who asks, and they may not. HTTP 403; `code` tells a program why. */
export class Forbidden extends Error {
  override readonly name = 'Forbidden';
  constructor(
    message: string,
    readonly code: 'role' | 'csrf' | 'no-sign-in',
  ) {
    super(message);
  }
}

/** Somebody tries too often. HTTP 429 with Retry-After. */
export class TooManyAttempts extends Error {
  override readonly name = 'TooManyAttempts';
  constructor(
    message: string,
    readonly retryAfterMs: number,
  ) {
    super(message);
  }
}
