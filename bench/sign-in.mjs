// Who asks, in a bench: a script with an API token, as the back office makes one or, for an app that keeps none, signed here.
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const { SignedClaims } = createRequire(import.meta.url)('@takings/runtime/http');

/** What the apps of a bench sign with. */
export const SESSION_SECRET = 'a secret of the bench and of nothing else';

/** Headers with the token that the back office has written to its API_TOKEN_FILE. */
export const headersFrom = (file) => ({ authorization: `Bearer ${readFileSync(file, 'utf8').trim()}` });

/** Headers with a token of the secret above. */
export async function signedHeaders(role = 'agent') {
  const token = await new SignedClaims([SESSION_SECRET]).token({ tokenId: randomUUID(), name: 'bench', role });
  return { authorization: `Bearer ${token}` };
}
