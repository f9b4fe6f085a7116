import { seenIn } from './with-quota';

const seen = (status: number, headers: Record<string, string>) => seenIn({ status, headers: new Headers(headers), text: '' });

it('reads what is left', () =>
  expect(seen(200, { 'X-MinLimit-Remaining': '58', 'X-DayLimit-Remaining': '4321' })).toEqual({ minuteLeft: 58, dayLeft: 4321 }));

it('reads nothing from what is no number', () => expect(seen(200, { 'X-MinLimit-Remaining': 'many' })).toEqual({}));

it.each([
  [
    { 'X-Rate-Limit-Problem': 'Minute', 'Retry-After': '3' },
    { limit: 'minute', retryAfterMs: 3000 },
  ],
  [
    { 'X-Rate-Limit-Problem': 'day', 'Retry-After': '7200' },
    { limit: 'day', retryAfterMs: 7_200_000 },
  ],
  [{ 'X-Rate-Limit-Problem': 'concurrent' }, { limit: 'at once' }],
  [{ 'Retry-After': '9' }, { limit: 'minute', retryAfterMs: 9000 }],
  [{}, { limit: 'at once' }],
])('knows which limit a 429 is about: %j', (headers, refused) =>
  expect(seen(429, headers as Record<string, string>).refused).toEqual(refused),
);
