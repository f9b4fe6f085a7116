import { Conflict, InvalidInput, NotFound, Unavailable, Uncertain } from '@takings/runtime';

/** What becomes of a fact whose stage threw. */
export type Verdict = 'park' | 'at once' | 'later' | 'pause' | 'once more';

/** SQLSTATE, PostgreSQL manual, appendix A. */
const SERIALIZATION_FAILURE = '40001';
const DEADLOCK = '40P01';
const UNIQUE_VIOLATION = '23505';
const CONNECTION_OR_SHUTDOWN = /^(08|57P0|53300|ECONNREFUSED|ECONNRESET|EPIPE)/;
const LOST = /Connection terminated|timeout exceeded when trying to connect|not queryable|Driver not Connected/;

const codeOf = (error: unknown) => String((error as { code?: unknown } | undefined)?.code ?? '');

/** The whole batch may succeed if it is simply run again. */
export const isTransient = (error: unknown) => [SERIALIZATION_FAILURE, DEADLOCK].includes(codeOf(error));

/** The database is away: nobody's fact is to blame. Asked only of errors that a transaction threw. */
export const isDatabaseDown = (error: unknown) => CONNECTION_OR_SHUTDOWN.test(codeOf(error)) || LOST.test(String(error));

export function verdictOn(error: unknown): Verdict {
  if (error instanceof InvalidInput || error instanceof NotFound) return 'park';
  if (error instanceof Conflict || codeOf(error) === UNIQUE_VIOLATION) return 'at once';
  if (error instanceof Unavailable && error.everybody) return 'pause';
  if (error instanceof Unavailable || error instanceof Uncertain || isTransient(error)) return 'later';
  return 'once more';
}

/** A sentence for a person. Our own bugs carry their class, so that they are told from refusals. */
export function sentence(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return verdictOn(error) === 'once more' ? `${error.name}: ${error.message}` : error.message;
}
