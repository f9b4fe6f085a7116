import type { Seen } from '../quota/call-book';
import type { CallQuota } from '../quota/call-quota';
import type { Authorised, Send, XeroAnswer } from './call';
import { NotSent } from './transport';

/** Lets a call go only when the quota has room for it, and tells the quota what the answer said is left. */
export const withQuota =
  (next: Send<Authorised>, quota: CallQuota): Send<Authorised> =>
  async (call) => {
    const grant = await quota.acquire(call.stage);
    // A report that fails must not cost us the answer: the call then counts as used until its window is over.
    const quietly = (report: Promise<void>) => report.catch(() => undefined);
    try {
      const answer = await next(call);
      await quietly(grant.answered(seenIn(answer)));
      return answer;
    } catch (error) {
      if (error instanceof NotSent) await quietly(grant.neverSent());
      throw error;
    }
  };

/** https://developer.xero.com/documentation/oauth2/limits */
export function seenIn({ status, headers }: XeroAnswer): Seen {
  const minuteLeft = countIn(headers, 'x-minlimit-remaining');
  const dayLeft = countIn(headers, 'x-daylimit-remaining');
  if (status !== 429) return { minuteLeft, dayLeft };
  const retryAfterS = countIn(headers, 'retry-after');
  const retryAfterMs = retryAfterS === undefined ? undefined : retryAfterS * 1000;
  const problem = headers.get('x-rate-limit-problem')?.toLowerCase() ?? '';
  const limit = problem.includes('day') ? 'day' : problem.includes('min') || (!problem && retryAfterMs) ? 'minute' : 'at once';
  return { minuteLeft, dayLeft, refused: { limit, retryAfterMs } };
}

function countIn(headers: Headers, name: string): number | undefined {
  const text = headers.get(name)?.trim();
  return text && /^\d+$/.test(text) ? Number(text) : undefined;
}
