import { Unavailable } from '@takings/runtime';
import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  ClientSecretBasic,
  type Configuration,
  discovery,
  fetchUserInfo,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from 'openid-client';
import type { SignInConfig } from './settings';

const CALLBACK = '/api/sign-in/oidc/callback';
const PATIENCE_SECONDS = 10;

/** What the browser keeps between going to the provider and coming back. */
export interface Errand {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  /** Where the person wanted to go. */
  readonly to: string;
}

/** What the provider says of somebody; signed by it, for us, for this sign-in. */
export type Claims = Readonly<Record<string, unknown>> & { readonly iss: string; readonly sub: string };

/** The company's OpenID Connect provider: code flow with PKCE, state and nonce. */
export class OidcProvider {
  private found?: Promise<Configuration>;

  constructor(private readonly config: SignInConfig) {}

  get on(): boolean {
    return this.config.OIDC_ISSUER !== undefined;
  }

  get name(): string {
    return this.config.OIDC_NAME;
  }

  /** Where the browser goes, and what it keeps meanwhile. Throws `Unavailable` when the provider cannot be reached. */
  async begin(to: string): Promise<{ readonly url: string; readonly errand: Errand }> {
    const errand = { state: randomState(), nonce: randomNonce(), verifier: randomPKCECodeVerifier(), to };
    const url = buildAuthorizationUrl(await this.provider(), {
      redirect_uri: `${this.config.PUBLIC_URL}${CALLBACK}`,
      scope: this.config.OIDC_SCOPES,
      state: errand.state,
      nonce: errand.nonce,
      code_challenge: await calculatePKCECodeChallenge(errand.verifier),
      code_challenge_method: 'S256',
    });
    return { url: url.href, errand };
  }

  /** `query`: what the browser brought back. Throws what openid-client found wrong with it. */
  async finish(query: string, { state, nonce, verifier }: Errand): Promise<Claims> {
    const provider = await this.provider();
    const answer = await authorizationCodeGrant(provider, new URL(`${this.config.PUBLIC_URL}${CALLBACK}${query}`), {
      expectedState: state,
      expectedNonce: nonce,
      pkceCodeVerifier: verifier,
      idTokenExpected: true,
    });
    const claims = answer.claims()!;
    // Many providers tell who somebody is only there; what the signed token says goes before it.
    const more = provider.serverMetadata().userinfo_endpoint ? await fetchUserInfo(provider, answer.access_token, claims.sub) : {};
    return { ...more, ...claims };
  }

  /** Asked for when it is first needed: the provider may be away while we start. */
  private provider(): Promise<Configuration> {
    const { OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET } = this.config;
    const issuer = new URL(OIDC_ISSUER!);
    this.found ??= discovery(issuer, OIDC_CLIENT_ID!, undefined, ClientSecretBasic(OIDC_CLIENT_SECRET), {
      timeout: PATIENCE_SECONDS,
      // Only ever on this machine: see the settings.
      ...(issuer.protocol === 'http:' && { execute: [allowInsecureRequests] }),
    }).catch((error: unknown) => {
      this.found = undefined;
      throw new Unavailable(`${OIDC_ISSUER} cannot be reached to sign in (${String(error)}); try again in a moment.`);
    });
    return this.found;
  }
}
