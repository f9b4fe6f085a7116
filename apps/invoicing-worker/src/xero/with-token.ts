import type { Authorised, Send } from './call';
import type { Tokens } from './tokens';

/**
 * Adds the access token. A token that Xero no longer takes is replaced and the call made once more: a 401 has done nothing.
 * `AuthorizationUnsuccessful` is about scopes, which another token would not have either.
 */
export const withToken =
  (next: Send<Authorised>, tokens: Tokens): Send =>
  async (call) => {
    const token = await tokens.current();
    const answer = await next({ ...call, token });
    if (answer.status !== 401 || answer.text.includes('AuthorizationUnsuccessful')) return answer;
    tokens.discard(token);
    return next({ ...call, token: await tokens.current() });
  };
