/** Xero's limits for one organisation (https://developer.xero.com/documentation/oauth2/limits), and how we keep below them. */
export interface Limits {
  readonly callsAMinute: number;
  readonly callsAtOnce: number;
  readonly minuteMs: number;
  readonly dayMs: number;
  /** Calls of each minute left alone: somebody else may call between our last answer and our next call. */
  readonly reserve: number;
  /** Calls of each day kept to find out, once in `askDayMs`, whether a new day has begun: Xero does not say when it does. */
  readonly dayReserve: number;
  readonly askDayMs: number;
  /** After this time a call without an answer no longer holds its place among the calls at once: its process was killed. */
  readonly leaseMs: number;
}

export const XERO_LIMITS: Omit<Limits, 'leaseMs'> = {
  callsAMinute: 60,
  callsAtOnce: 5,
  minuteMs: 60_000,
  dayMs: 24 * 3_600_000,
  reserve: 1,
  dayReserve: 12,
  askDayMs: 2 * 3_600_000,
};
