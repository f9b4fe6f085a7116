/**
 * What an error says of the way to PostgreSQL: it was not reached, so that nothing was done; or it was lost on the way, so that nobody knows.
 * Codes are SQLSTATE (PostgreSQL manual, appendix A) or Node's; pg gives its own errors no code.
 */
export function databaseFault(error: unknown): 'not reached' | 'lost' | undefined {
  const code = String((error as { code?: unknown } | undefined)?.code ?? '');
  if (NOT_REACHED.test(code) || String(error).includes('timeout exceeded when trying to connect')) return 'not reached';
  if (LOST.test(code) || /Connection terminated|not queryable/.test(String(error))) return 'lost';
  return undefined;
}

/** Refused at the door: nobody there, starting or stopping, no connection left. */
const NOT_REACHED = /^(ECONNREFUSED|57P03|53300|08001|08004)$/;
const LOST = /^(08|57P0|ECONNRESET$|EPIPE$)/;
