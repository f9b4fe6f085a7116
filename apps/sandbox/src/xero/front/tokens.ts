import { createHmac, timingSafeEqual } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../../clock/clock';
import { CONFIG, type Config } from '../../config';
import type { Answer } from '../../http/answer';
import { authenticationUnsuccessful, tokenExpired } from './error-answers';

export const TOKEN_SECONDS = 1800;

/** What a custom connection of this organisation was granted: the scopes of before and after Xero made them granular (March 2026). */
const GRANTED = [
  'accounting.transactions',
  'accounting.transactions.read',
  'accounting.invoices',
  'accounting.invoices.read',
  'accounting.payments',
  'accounting.payments.read',
  'accounting.contacts',
  'accounting.contacts.read',
  'accounting.settings',
  'accounting.settings.read',
];

interface Claims {
  readonly iat: number;
  readonly exp: number;
  readonly scope: string[];
}

const base64url = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

const equal = (one: string, other: string) => {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
};

const oauthError = (status: number, error: string): Answer => ({ status, body: { error } });

/** Access tokens of the client-credentials grant: half an hour, no refresh token, valid across a restart because they are signed, not stored. */
@Injectable()
export class Tokens {
  constructor(
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Answers `POST /connect/token`: the client in the Basic header, the grant in a form. Errors as RFC 6749 has them. */
  issue(authorization: string | undefined, form: URLSearchParams): Answer {
    const { SANDBOX_XERO_CLIENT_ID: id, SANDBOX_XERO_CLIENT_SECRET: secret } = this.config;
    const [scheme, given = ''] = (authorization ?? '').split(' ');
    const wrong = scheme?.toLowerCase() !== 'basic' || !equal(Buffer.from(given, 'base64').toString(), `${id}:${secret}`);
    if (wrong) return oauthError(400, 'invalid_client');
    if (form.get('grant_type') !== 'client_credentials') return oauthError(400, 'unsupported_grant_type');
    const asked = form.get('scope')?.split(' ').filter(Boolean) ?? [];
    if (asked.some((scope) => !GRANTED.includes(scope))) return oauthError(400, 'invalid_scope');
    const scope = asked.length > 0 ? asked : GRANTED;
    return {
      status: 200,
      body: { access_token: this.sign(scope), expires_in: TOKEN_SECONDS, token_type: 'Bearer', scope: scope.join(' ') },
      headers: { 'cache-control': 'no-store' },
    };
  }

  /** The scopes of a bearer token, or the 401 that Xero answers. */
  scopesOf(authorization: string | undefined): string[] | Answer {
    const [, token = ''] = /^bearer (.+)$/i.exec(authorization ?? '') ?? [];
    const [head, payload, signature] = token.split('.');
    if (!head || !payload || !signature || !equal(this.signature(`${head}.${payload}`), signature)) return authenticationUnsuccessful();
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as Claims;
    const expires = new Date(claims.exp * 1000);
    return expires <= this.clock.now() ? tokenExpired(expires) : claims.scope;
  }

  private sign(scope: string[]): string {
    const iat = Math.floor(this.clock.now().getTime() / 1000);
    const claims = {
      iat,
      nbf: iat,
      exp: iat + TOKEN_SECONDS,
      client_id: this.config.SANDBOX_XERO_CLIENT_ID,
      jti: crypto.randomUUID(),
      scope,
    };
    const content = `${base64url({ alg: 'HS256', typ: 'JWT' })}.${base64url(claims)}`;
    return `${content}.${this.signature(content)}`;
  }

  private signature(content: string): string {
    return createHmac('sha256', `takings sandbox ${this.config.SANDBOX_XERO_CLIENT_SECRET}`).update(content).digest('base64url');
  }
}
