import type { IncomingHttpHeaders } from 'node:http';
import { Unauthenticated } from '../errors';
import { bearerIn } from './bearer';
import type { SessionCookie } from './session-cookie';
import { type Asker, SignIns } from './sign-ins';
import type { SignedClaims } from './signed-claims';

/** Says which API tokens do not count any more. */
export interface Revoked {
  has(tokenId: string): boolean | Promise<boolean>;
}

/**
 * For an app that keeps no sessions: it believes what the back office has signed, without asking it. A session that was ended still counts
 * here until its claims expire, some minutes at most; an API token until we are told that it was revoked.
 */
export class ClaimedSignIns extends SignIns {
  constructor(
    private readonly claims: SignedClaims,
    private readonly cookie: SessionCookie,
    private readonly revoked: Revoked,
  ) {
    super();
  }

  async of(headers: IncomingHttpHeaders): Promise<Asker> {
    const bearer = bearerIn(headers);
    return bearer === undefined ? this.session(this.cookie.in(headers)) : this.token(bearer);
  }

  private async token(text: string): Promise<Asker> {
    const token = await this.claims.readToken(text);
    if (!token) throw unknownToken();
    if (await this.revoked.has(token.tokenId)) throw revokedToken();
    return { person: { id: token.tokenId, name: token.name, roles: [token.role], team: null, consultant: null } };
  }

  private async session(text: string | undefined): Promise<Asker> {
    const session = text === undefined ? undefined : await this.claims.readSession(text);
    if (!session) throw notSignedIn();
    if (session.untilMs <= Date.now()) throw sessionExpired();
    const { sessionId, person, endsAtMs } = session;
    return { person, sessionId, endsAtMs, csrfToken: this.claims.csrfToken(sessionId) };
  }
}

export const notSignedIn = () =>
  new Unauthenticated('Nobody has signed in; sign in, or send an API token as "Authorization: Bearer ...".', 'not-signed-in');
export const sessionExpired = () => new Unauthenticated('The session has ended; sign in again.', 'session-expired');
export const unknownToken = () => new Unauthenticated('This API token is not one of ours; an admin can make one.', 'bad-token');
export const revokedToken = () => new Unauthenticated('This API token was revoked; an admin can make another.', 'bad-token');
