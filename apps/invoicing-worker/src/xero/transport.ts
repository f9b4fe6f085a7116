import type { Authorised, Send } from './call';

/** The connection was never made: nothing can have been done. */
export class NotSent extends Error {
  override readonly name = 'NotSent';
}

/** The call may have reached Xero, but no answer came in time or none at all. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
}

export interface Endpoint {
  /** https://api.xero.com/api.xro/2.0 */
  readonly apiUrl: string;
  readonly timeoutMs: number;
  readonly tenantId?: string;
}

/** The innermost layer: one HTTP exchange, bounded in time from connecting to the last byte. */
export const transport =
  ({ apiUrl, timeoutMs, tenantId }: Endpoint): Send<Authorised> =>
  ({ method, path, body, idempotencyKey, token }) =>
    exchange(`${apiUrl}${path}`, timeoutMs, {
      method,
      body,
      headers: {
        authorization: `Bearer ${token}`,
        accept: 'application/json', // Xero answers in XML unless asked
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(idempotencyKey && { 'idempotency-key': idempotencyKey }),
        ...(tenantId && { 'xero-tenant-id': tenantId }),
      },
    });

/** Throws `NotSent` or `NoAnswer`, never anything else. */
export async function exchange(url: string, timeoutMs: number, init: RequestInit) {
  try {
    const response = await fetch(url, { ...init, redirect: 'error', signal: AbortSignal.timeout(timeoutMs) });
    return { status: response.status, headers: response.headers, text: await response.text() };
  } catch (error) {
    const { host } = new URL(url);
    const reason = reasonOf(error);
    if (BEFORE_SENDING.test(reason.code)) throw new NotSent(`Xero cannot be reached at ${host}: ${reason.text}`);
    if (reason.timedOut) throw new NoAnswer(`Xero at ${host} did not answer within ${timeoutMs} ms`);
    throw new NoAnswer(`The connection to Xero at ${host} broke before the answer came: ${reason.text}`);
  }
}

/** Codes of Node and undici for a connection that never came about: refused, no such host, no route, TLS not agreed. */
const BEFORE_SENDING =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL|UND_ERR_CONNECT_TIMEOUT|CERT_|ERR_TLS_|ERR_SSL_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_)/;

/** undici wraps the cause in "fetch failed"; with several addresses the cause is an AggregateError. */
function reasonOf(error: unknown): { code: string; text: string; timedOut: boolean } {
  const outer = error as Error & { cause?: Error & { code?: string; errors?: (Error & { code?: string })[] } };
  const cause = outer.cause?.errors?.[0] ?? outer.cause ?? outer;
  const code = 'code' in cause && typeof cause.code === 'string' ? cause.code : '';
  return { code, text: cause.message || code, timedOut: outer.name === 'TimeoutError' || /^UND_ERR_(HEADERS|BODY)_TIMEOUT$/.test(code) };
}
