import type { Answer } from '../../http/answer';
import { dayAndTime } from './dates';

/**
 * Xero's error answers, one function for each, in the shapes that its clients meet.
 * Sources: developer.xero.com/documentation/api/http-response-codes, xero-node issues 484 (empty 429) and 741 (401).
 */

const HTML = { 'content-type': 'text/html' };

export const validationException = (elements: readonly unknown[]): Answer => ({
  status: 400,
  body: { ErrorNumber: 10, Type: 'ValidationException', Message: 'A validation exception occurred', Elements: elements },
});

export const unreadableBody = (why: string): Answer => ({
  status: 400,
  body: { ErrorNumber: 14, Type: 'PostDataInvalidException', Message: why },
});

export const badQuery = (why: string): Answer => ({
  status: 400,
  body: { ErrorNumber: 16, Type: 'QueryParseException', Message: why },
});

/** What every 401 of the API has in common. */
export const unauthorisedShape = { Type: null, Title: 'Unauthorized', Status: 401, Extensions: {} };

const unauthorised = (detail: string): Answer => ({
  status: 401,
  body: { ...unauthorisedShape, Detail: detail, Instance: crypto.randomUUID() },
});

export const tokenExpired = (at: Date) => unauthorised(`TokenExpired: token expired at ${dayAndTime(at)}`);
export const authenticationUnsuccessful = () => unauthorised('AuthenticationUnsuccessful');
/** A scope is missing: another token will not help. */
export const authorizationUnsuccessful = () => unauthorised('AuthorizationUnsuccessful');

export const notFound = (): Answer => ({
  status: 404,
  body: 'The resource you’re looking for cannot be found',
  headers: { 'content-type': 'text/html; charset=utf-8' },
});

export const notModelled = (what: string): Answer => ({
  status: 501,
  body: { ErrorNumber: 20, Type: 'ApiMethodNotImplementedException', Message: `The sandbox does not stand in for ${what}.` },
});

/** Xero answers XML unless asked for JSON; the sandbox speaks JSON alone and says so, because a silent default would hide the client's fault. */
export const onlyJson = (): Answer => ({
  status: 406,
  body: 'Xero answers XML unless the request says "Accept: application/json". The sandbox has no XML and no PDF.',
  headers: { 'content-type': 'text/plain; charset=utf-8' },
});

export type LimitProblem = 'minute' | 'day' | 'concurrent';

/** The body is empty. `Retry-After` is absent for concurrency: it is over as soon as another call ends. */
export const tooManyRequests = (problem: LimitProblem, retryAfterSeconds?: number): Answer => ({
  status: 429,
  headers: {
    'X-Rate-Limit-Problem': problem,
    ...(retryAfterSeconds !== undefined && { 'Retry-After': String(retryAfterSeconds) }),
  },
});

export const internalError = (): Answer => ({
  status: 500,
  body: { ErrorNumber: 500, Type: 'InternalServerException', Message: 'An error occurred in Xero. Check the API Status page.' },
});

export const organisationOffline = (): Answer => ({
  status: 503,
  body: '<html><body><h1>503 Service Unavailable</h1><p>The organisation is currently offline.</p></body></html>',
  headers: HTML,
});
