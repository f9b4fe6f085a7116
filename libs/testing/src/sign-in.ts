import { randomUUID } from 'node:crypto';
import { type Role, SessionCookie, SignedClaims } from '@takings/runtime/http';

/** What the apps of a test sign with. */
export const SESSION_SECRET = 'signs what the apps of a test believe';

/** Headers of a script with an API token that nobody has revoked, for an app that keeps no tokens itself. */
export async function tokenHeaders(role: Role = 'admin', name = 'local operator'): Promise<{ readonly authorization: string }> {
  const token = await new SignedClaims([SESSION_SECRET]).token({ tokenId: randomUUID(), name, role });
  return { authorization: `Bearer ${token}` };
}

/** Headers of somebody's browser, for an app that believes what the back office has signed. */
export async function sessionHeaders(role: Role = 'admin', name = 'Ada'): Promise<{ readonly cookie: string }> {
  const person = { id: randomUUID(), name, roles: [role], team: null, consultant: null };
  const session = { sessionId: randomUUID(), person, endsAtMs: Date.now() + 3_600_000 };
  return { cookie: `${new SessionCookie(undefined).name}=${await new SignedClaims([SESSION_SECRET]).session(session)}` };
}
