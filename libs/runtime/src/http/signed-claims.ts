import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';
import { type Person, type Role, ROLES } from './person';

/** How long the signed session counts where its row is not looked at; the back office signs it anew meanwhile. */
export const CLAIMS_COUNT_FOR_MS = 5 * 60_000;
const TOKEN_BEGINS = 'tk_';
const MOST_BELIEVED = 10_000;

/** What a session says of itself. */
export interface SessionClaims {
  readonly sessionId: string;
  readonly person: Person;
  /** The absolute end, in milliseconds since 1970. */
  readonly endsAtMs: number;
}

export interface TokenClaims {
  readonly tokenId: string;
  readonly name: string;
  readonly role: Role;
}

const role = z.enum(ROLES);
const SessionPayload = z.object({
  sid: z.string(),
  sub: z.string(),
  name: z.string(),
  roles: z.array(role),
  team: z.string().nullable(),
  consultant: z.string().nullable(),
  ends: z.number(),
  exp: z.number(),
});
const TokenPayload = z.object({ jti: z.string(), name: z.string(), role });

type Purpose = 'session' | 'api-token' | 'csrf';

/**
 * Signs and reads what says who somebody is: an app that shares the secret can tell by itself that it is true. The first secret signs;
 * those after it are still believed, so that a secret can be changed without anybody having to sign in again.
 */
export class SignedClaims {
  /** What was signed stays true, and to see that it is takes longer than most of what is then asked for: what was read lately is kept. */
  private readonly believed = new Map<string, unknown>();

  constructor(private readonly secrets: readonly string[]) {}

  session({ sessionId, person, endsAtMs }: SessionClaims, nowMs = Date.now()): Promise<string> {
    const { id: sub, name, roles, team, consultant } = person;
    return new SignJWT({ sid: sessionId, sub, name, roles, team, consultant, ends: endsAtMs })
      .setProtectedHeader({ alg: 'HS256', typ: 'session' })
      .setExpirationTime(Math.floor(Math.min(nowMs + CLAIMS_COUNT_FOR_MS, endsAtMs) / 1000))
      .sign(keyFor('session', this.secrets[0]!));
  }

  /** Undefined when we did not sign it. `untilMs`: how long it counts by itself. */
  async readSession(text: string): Promise<(SessionClaims & { readonly untilMs: number }) | undefined> {
    const payload = await this.payload('session', text, SessionPayload);
    if (!payload) return undefined;
    const { sid, sub, name, roles, team, consultant, ends, exp } = payload;
    return { sessionId: sid, person: { id: sub, name, roles, team, consultant }, endsAtMs: ends, untilMs: exp * 1000 };
  }

  async token({ tokenId, name, role }: TokenClaims): Promise<string> {
    const jwt = new SignJWT({ jti: tokenId, name, role }).setProtectedHeader({ alg: 'HS256', typ: 'api-token' });
    return `${TOKEN_BEGINS}${await jwt.sign(keyFor('api-token', this.secrets[0]!))}`;
  }

  /** Undefined when we did not sign it. */
  async readToken(text: string): Promise<TokenClaims | undefined> {
    if (!text.startsWith(TOKEN_BEGINS)) return undefined;
    const payload = await this.payload('api-token', text.slice(TOKEN_BEGINS.length), TokenPayload);
    return payload && { tokenId: payload.jti, name: payload.name, role: payload.role };
  }

  /** What a page of ours knows of its session, and a page of another site cannot. */
  csrfToken(sessionId: string): string {
    return createHmac('sha256', keyFor('csrf', this.secrets[0]!)).update(sessionId).digest('base64url');
  }

  private async payload<T extends z.ZodType>(purpose: Purpose, text: string, schema: T): Promise<z.output<T> | undefined> {
    const known = this.believed.get(`${purpose} ${text}`);
    if (known !== undefined) return known as z.output<T>;
    for (const secret of this.secrets) {
      try {
        // Whether it still counts is for whoever asks to say: the back office looks at the session's row instead.
        const { payload } = await jwtVerify(text, keyFor(purpose, secret), {
          algorithms: ['HS256'],
          typ: purpose,
          currentDate: new Date(0),
        });
        return this.believe(`${purpose} ${text}`, schema.parse(payload));
      } catch {
        // Not signed with this secret.
      }
    }
    return undefined;
  }

  private believe<T>(text: string, payload: T): T {
    const [oldest] = this.believed.keys();
    if (this.believed.size >= MOST_BELIEVED) this.believed.delete(oldest!);
    this.believed.set(text, payload);
    return payload;
  }
}

export function sameText(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}

const keys = new Map<string, Uint8Array>();

/** One key for each purpose, so that what was signed for one says nothing for another. */
function keyFor(purpose: Purpose, secret: string): Uint8Array {
  const name = `${purpose}:${secret}`;
  const known = keys.get(name) ?? new Uint8Array(hkdfSync('sha256', secret, '', `takings ${purpose}`, 32));
  keys.set(name, known);
  return known;
}
