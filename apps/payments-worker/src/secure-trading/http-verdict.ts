import type { Reply } from './post';

/** What the HTTP layer alone says of a request that got a reply. */
export type HttpVerdict =
  | { readonly kind: 'answered' }
  /** The gateway's door refused it, so nothing was processed. */
  | { readonly kind: 'turned-away'; readonly says: string; readonly retryAfterMs?: number }
  | { readonly kind: 'doubtful'; readonly says: string };

/** Statuses of a server that did not take the request on. 302 and 303 are not here: a server may have worked first and then say so. */
const TURNED_AWAY: Readonly<Record<number, string>> = {
  301: 'SECURE_TRADING_URL has moved',
  307: 'SECURE_TRADING_URL has moved',
  308: 'SECURE_TRADING_URL has moved',
  400: 'the request could not be read',
  401: 'ST_ALIAS or ST_PASSWORD is wrong, or the user may not use Webservices',
  403: 'our address or user is not allowed',
  404: 'SECURE_TRADING_URL is wrong',
  405: 'SECURE_TRADING_URL is wrong',
  429: 'too many requests',
};

/** A wrong password is HTTP 401 with an HTML page; otherwise the gateway says 200 and the verdict is in the body (docs.trustpayments.com/doc_tag/timeout). */
export function httpVerdict({ status, headers }: Reply): HttpVerdict {
  if (status === 200) return { kind: 'answered' };
  const why = TURNED_AWAY[status];
  if (!why) return { kind: 'doubtful', says: `The gateway answered with HTTP ${status}.` };
  const seconds = Number(headers['retry-after']);
  const retryAfterMs = seconds > 0 ? seconds * 1000 : undefined;
  return { kind: 'turned-away', says: `Secure Trading turned the request away with HTTP ${status}: ${why}.`, retryAfterMs };
}
