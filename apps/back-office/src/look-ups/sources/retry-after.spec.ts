import { retryAfterMs } from './retry-after';

const now = new Date('2026-11-21T13:41:00.000Z');

it.each([
  [{ 'retry-after': '300' }, 300_000],
  [{ 'retry-after': 'Sat, 21 Nov 2026 13:46:00 GMT' }, 300_000],
  [{ 'x-ratelimit-reset': String(now.getTime() / 1000 + 120) }, 120_000],
  [{ 'retry-after': '2', 'x-ratelimit-reset': String(now.getTime() / 1000 + 120) }, 2000],
  [{ 'retry-after': '0' }, 1000],
  [{ 'retry-after': 'Sat, 21 Nov 2026 13:40:00 GMT' }, 1000],
  [{ 'retry-after': '31536000' }, 900_000],
  [{ 'retry-after': '-5' }, undefined],
  [{ 'retry-after': 'soon' }, undefined],
  [{ 'x-ratelimit-reset': 'soon' }, undefined],
  [{}, undefined],
])('reads %j as %s', (headers, expected) => {
  expect(retryAfterMs(new Headers(headers as Record<string, string>), now)).toBe(expected);
});
