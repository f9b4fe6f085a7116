import { Unavailable, Uncertain } from '@takings/runtime';
import type { XeroCall } from './call';
import { NoAnswer, NotSent } from './transport';
import { Refused, withMeaning } from './with-meaning';

const write: XeroCall = { stage: 'file-in-xero', method: 'PUT', path: '/Invoices?summarizeErrors=false', body: '{}', repeatable: false };
const read: XeroCall = { stage: 'file-in-xero', method: 'GET', path: '/Invoices', repeatable: true };

const said = (status: number, body: object | string = '', headers: Record<string, string> = {}) =>
  withMeaning(async () => ({ status, headers: new Headers(headers), text: typeof body === 'string' ? body : JSON.stringify(body) }));
const thrown = (error: Error) => withMeaning(() => Promise.reject(error));

const meaning = (call: Promise<unknown>): Promise<any> =>
  call.then(
    () => 'success',
    (error) => error,
  );

it('returns the JSON of a success', async () => expect(await said(200, { Invoices: [] })(write)).toEqual({ Invoices: [] }));

it.each([500, 502, 504])('takes a write that was answered %i as uncertain, and a read as unavailable', async (status) => {
  expect(await meaning(said(status, '<html>')(write))).toBeInstanceOf(Uncertain);
  expect(await meaning(said(status, '<html>')(read))).toBeInstanceOf(Unavailable);
});

it('takes an answer that is not JSON as uncertain, even with status 200', async () =>
  expect(await meaning(said(200, '<Response/>')(write))).toBeInstanceOf(Uncertain));

it('takes no answer to a write as uncertain', async () =>
  expect(await meaning(thrown(new NoAnswer('late'))(write))).toBeInstanceOf(Uncertain));

it('takes what was never sent as unavailable to everybody', async () =>
  expect(await meaning(thrown(new NotSent('refused'))(write))).toMatchObject({ name: 'Unavailable', everybody: true, message: 'refused' }));

it('pauses on 503 for everybody', async () =>
  expect(await meaning(said(503, 'The API is offline')(write))).toMatchObject({ name: 'Unavailable', everybody: true }));

it.each([
  ['minute', '17', 17_000, 'for this minute'],
  ['Day', '3600', 3_600_000, 'for today'],
  ['concurrent', undefined, 5_000, 'at once'],
])('honours Retry-After of 429 (%s)', async (problem, retryAfter, retryAfterMs, words) => {
  const headers = { 'X-Rate-Limit-Problem': problem, ...(retryAfter && { 'Retry-After': retryAfter }) };
  const error = await meaning(said(429, '', headers)(write));
  expect(error).toMatchObject({ name: 'Unavailable', everybody: true, retryAfterMs });
  expect(error.message).toContain(words);
});

it.each([
  [401, { Title: 'Unauthorized', Status: 401, Detail: 'AuthorizationUnsuccessful' }],
  [403, { Title: 'Forbidden', Status: 403, Detail: 'AuthenticationUnsuccessful' }],
])('says what to check when access is refused with %i', async (status, body) => {
  const error = await meaning(said(status, body)(read));
  expect(error).toMatchObject({ name: 'Unavailable', everybody: true });
  expect(error.message).toContain('XERO_CLIENT_ID, XERO_CLIENT_SECRET and XERO_SCOPES');
  expect(error.message).toContain(body.Detail);
});

it('gives the sentences of a validation, once each', async () => {
  const notes = { ValidationErrors: [{ Message: 'Account code is not valid.' }, { Description: 'No.' }] };
  const body = { ErrorNumber: 10, Type: 'ValidationException', Message: 'A validation exception occurred', Elements: [notes, notes] };
  const error = await meaning(said(400, body)(write));
  expect(error).toBeInstanceOf(Refused);
  expect(error.message).toBe('Account code is not valid. No.');
});

it('takes any other answer for a fault of ours', async () =>
  expect(await meaning(said(404, { Message: 'The resource was not found' })(read))).toMatchObject({ name: 'Error' }));
