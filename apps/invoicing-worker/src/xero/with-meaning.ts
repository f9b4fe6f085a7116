import { Unavailable, Uncertain } from '@takings/runtime';
import { type Problem, readProblem } from './problem';
import type { Send, XeroCall } from './call';
import { refusedAccess } from './tokens';
import { NoAnswer, NotSent } from './transport';
import { seenIn } from './with-quota';

/** Xero understood the call and refuses all of it; nothing was written. `sentence` is Xero's own. */
export class Refused extends Error {
  override readonly name = 'Refused';
}

const SHORTLY_MS = 5000;

/**
 * The outermost layer: returns the JSON of a success, and throws `Refused` (400), `Unavailable` (nothing was done) or `Uncertain`
 * (a write that may have been done). Xero keeps even a 500 under an idempotency key, so only a look-up tells what became of a write
 * (https://developer.xero.com/documentation/api/http-response-codes).
 */
export const withMeaning =
  (next: Send): ((call: XeroCall) => Promise<unknown>) =>
  async (call) => {
    try {
      const answer = await next(call);
      const problem = readProblem(answer);
      if (answer.status >= 200 && answer.status < 300) return problem.json ?? unreadable(call, answer.status);
      if (answer.status === 429) throw outOfQuota(seenIn(answer).refused);
      throw meaningOf(answer.status, problem, call);
    } catch (error) {
      if (error instanceof NotSent) throw new Unavailable(error.message, { everybody: true });
      if (error instanceof NoAnswer) throw lost(error.message, call);
      throw error;
    }
  };

function meaningOf(status: number, { sentence }: Problem, call: XeroCall): Error {
  const said = `Xero answered ${status} to ${call.method} ${pathOf(call)}: ${sentence}`;
  if (status === 400) return new Refused(sentence);
  if (status === 401 || status === 403) return refusedAccess(`${status}, ${sentence}`);
  if (status === 503) return new Unavailable(said, { everybody: true });
  if (status === 500) return call.repeatable ? new Unavailable(said) : new Uncertain(said);
  if (status > 500 && status !== 501) return lost(said, call);
  return new Error(said);
}

/** No answer at all, or one of a gateway in between. Asking again is harmless only where repeating changes nothing. */
const lost = (text: string, call: XeroCall) => (call.repeatable ? new Unavailable(text, { everybody: true }) : new Uncertain(text));

function unreadable(call: XeroCall, status: number): never {
  throw lost(`Xero answered ${status} to ${call.method} ${pathOf(call)}, but not in JSON`, call);
}

const pathOf = ({ path }: XeroCall) => path.split('?')[0];

function outOfQuota(refused: ReturnType<typeof seenIn>['refused']): Unavailable {
  const words = {
    minute: "Xero's calls for this minute are used up",
    day: "Xero's calls for today are used up",
    'at once': 'Xero has too many calls at once',
  };
  const retryAfterMs = refused?.retryAfterMs ?? SHORTLY_MS;
  return new Unavailable(words[refused?.limit ?? 'at once'], { everybody: true, retryAfterMs });
}
