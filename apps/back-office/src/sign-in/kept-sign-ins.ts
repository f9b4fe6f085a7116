import type { IncomingHttpHeaders } from 'node:http';
import { Injectable } from '@nestjs/common';
import {
  type Asker,
  bearerIn,
  CLAIMS_COUNT_FOR_MS,
  notSignedIn,
  type Person,
  type SessionClaims,
  SessionCookie,
  SignedClaims,
  SignIns,
  sessionExpired,
} from '@takings/runtime/http';
import { Refusals } from '../audit/refusals';
import { ApiTokens } from './api-tokens';
import { type OpenSession, Sessions } from './sessions';

/** Signed anew when so much of its time has passed. */
const RENEWED_AFTER_MS = 60_000;

/** Who asks, by the rows of sessions and API tokens: what was ended or changed there holds at once, whatever a browser brings along. */
@Injectable()
export class KeptSignIns extends SignIns {
  constructor(
    private readonly sessions: Sessions,
    private readonly tokens: ApiTokens,
    private readonly claims: SignedClaims,
    private readonly cookie: SessionCookie,
    private readonly refusals: Refusals,
  ) {
    super();
  }

  async of(headers: IncomingHttpHeaders): Promise<Asker> {
    const bearer = bearerIn(headers);
    return bearer === undefined ? this.session(this.cookie.in(headers)) : { person: await this.tokens.personOf(bearer) };
  }

  override refused(person: Person, route: string, why: string): Promise<void> {
    return this.refusals.keep(person, route, why);
  }

  private async session(text: string | undefined): Promise<Asker> {
    const said = text === undefined ? undefined : await this.claims.readSession(text);
    if (!said) throw notSignedIn();
    const open = await this.sessions.open(said.sessionId);
    if (!open) throw sessionExpired();
    const renewed = isWorn(said, open) ? await this.claims.session(open) : undefined;
    return { ...open, csrfToken: this.claims.csrfToken(open.sessionId), ...(renewed && { renewed }) };
  }
}

/** Whether what the browser keeps is old, or says something else than the row: other apps go by it. */
const isWorn = (said: SessionClaims & { readonly untilMs: number }, open: OpenSession) =>
  said.untilMs - Date.now() < CLAIMS_COUNT_FOR_MS - RENEWED_AFTER_MS || JSON.stringify(said.person) !== JSON.stringify(open.person);
