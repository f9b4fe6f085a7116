import { Unavailable } from '@takings/runtime';
import { z } from 'zod';
import { jsonIn } from './problem';
import { exchange } from './transport';

export interface Credentials {
  readonly tokenUrl: string;
  /** Of the custom connection; nothing goes to Xero while one of the two is not set. */
  readonly clientId?: string;
  readonly clientSecret?: string;
  /** Separated by spaces. */
  readonly scopes: string;
  readonly timeoutMs: number;
}

const Token = z.object({ access_token: z.string().min(1), expires_in: z.number().positive() });
const Fault = z.object({ error: z.string() });

/** A token is renewed this long before it expires: with it in hand a call may still wait a minute for the quota. */
const EARLY_MS = 120_000;

/** What to look at when Xero refuses us; for a person. */
export const CREDENTIALS_HINT = 'check XERO_CLIENT_ID, XERO_CLIENT_SECRET and XERO_SCOPES against the custom connection in Xero';

/** Asked again after a second and then ever more rarely: whoever puts the credentials right sees within seconds that they are. */
export const refusedAccess = (what: string) => new Unavailable(`Xero refuses access (${what}); ${CREDENTIALS_HINT}`, { everybody: true });

/**
 * Access tokens of a custom connection: client credentials, one organisation, no refresh token
 * (https://developer.xero.com/faq/custom-integration). Kept in memory; whoever asks while one is being fetched gets that one.
 */
export class Tokens {
  private held?: { token: string; renewAt: number };
  private fetching?: Promise<string>;

  constructor(
    private readonly credentials: Credentials,
    private readonly now: () => number = Date.now,
  ) {}

  async current(): Promise<string> {
    if (this.held && this.now() < this.held.renewAt) return this.held.token;
    this.fetching ??= this.fetch().finally(() => {
      this.fetching = undefined;
    });
    return this.fetching;
  }

  /** Xero refused this token; the next call gets another. A newer one is kept. */
  discard(token: string) {
    if (this.held?.token === token) this.held = undefined;
  }

  private async fetch(): Promise<string> {
    const { tokenUrl, clientId, clientSecret, scopes, timeoutMs } = this.credentials;
    const missing = Object.entries({ XERO_CLIENT_ID: clientId, XERO_CLIENT_SECRET: clientSecret }).find(([, value]) => !value);
    if (missing) throw new Unavailable(`${missing[0]} is not set; it stands beside the custom connection in Xero`, { everybody: true });
    const askedAt = this.now();
    const answer = await exchange(tokenUrl, timeoutMs, {
      method: 'POST',
      headers: {
        authorization: `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`,
        'content-type': 'application/x-www-form-urlencoded',
        accept: 'application/json',
      },
      body: new URLSearchParams({ grant_type: 'client_credentials', scope: scopes }).toString(),
    }).catch((error: Error) => {
      throw new Unavailable(`${error.message} (asking for an access token)`, { everybody: true });
    });
    const json = jsonIn(answer.text);
    const token = Token.safeParse(json);
    if (answer.status === 200 && token.success) {
      const lifeMs = token.data.expires_in * 1000;
      this.held = { token: token.data.access_token, renewAt: askedAt + Math.max(lifeMs - EARLY_MS, lifeMs / 2) };
      return token.data.access_token;
    }
    const fault = Fault.safeParse(json).data?.error ?? `HTTP ${answer.status}`;
    if (answer.status === 400 || answer.status === 401 || answer.status === 403) throw refusedAccess(`${fault} at the token endpoint`);
    throw new Unavailable(`Xero's token endpoint answered ${fault}`, { everybody: true });
  }
}
