const SHORTEST_MS = 1000;
/** A source that asks for more is asked again all the same: a wrong header must not stop a stage for days. */
const LONGEST_MS = 15 * 60_000;

const within = (ms: number) => Math.min(Math.max(ms, SHORTEST_MS), LONGEST_MS);

/**
 * When to come again, in milliseconds from `now`: `Retry-After` in seconds or as a date (RFC 9110, 10.2.3), or else `X-Ratelimit-Reset` in seconds
 * since 1970, as Companies House sends it. Undefined when neither says anything.
 */
export function retryAfterMs(headers: Headers, now: Date): number | undefined {
  const after = headers.get('retry-after')?.trim();
  if (after && /^\d+$/.test(after)) return within(Number(after) * 1000);
  // `Date.parse` reads nearly anything; "-5" is a day of 2001 to it.
  const at = after
    ? /^[A-Z][a-z]{2}, /.test(after)
      ? Date.parse(after)
      : Number.NaN
    : Number(headers.get('x-ratelimit-reset') || Number.NaN) * 1000;
  return Number.isFinite(at) ? within(at - now.getTime()) : undefined;
}
