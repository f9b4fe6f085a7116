import { randomUUID } from 'node:crypto';
import { type Role, SignedClaims } from '@takings/runtime/http';

/** What the apps of a test sign with. */
export const SESSION_SECRET = 'signs what the apps of a test believe';

/** Headers of a script with an API token that nobody has revoked, for an app that keeps no tokens itself. */
export async function tokenHeaders(role: Role = 'admin', name = 'local operator'): Promise<{ readonly authorization: string }> {
  const token = await new SignedClaims([SESSION_SECRET]).token({ tokenId: randomUUID(), name, role });
  return { authorization: `Bearer ${token}` };
}
