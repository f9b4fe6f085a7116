import { loadConfig } from '@takings/runtime';
import { settings } from '../../config';
import { TOKEN_SECONDS, Tokens } from './tokens';

const config = loadConfig(settings, {
  DATABASE_URL: 'postgres://x@127.0.0.1/x',
  SANDBOX_XERO_CLIENT_ID: 'id',
  SANDBOX_XERO_CLIENT_SECRET: 'secret',
});
const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`;
const grant = (scope?: string) => new URLSearchParams({ grant_type: 'client_credentials', ...(scope && { scope }) });

function tokensAt(start: string) {
  let now = new Date(start);
  const tokens = new Tokens({ now: () => now } as never, config);
  return { tokens, pass: (seconds: number) => (now = new Date(now.getTime() + seconds * 1000)) };
}
const bearer = (tokens: Tokens, scope?: string) =>
  `Bearer ${(tokens.issue(basic('id:secret'), grant(scope)).body as { access_token: string }).access_token}`;

it('gives a token of half an hour for the right credentials', () => {
  const { tokens } = tokensAt('2026-11-21T10:00:00Z');
  expect(tokens.issue(basic('id:secret'), grant('accounting.invoices')).body).toMatchObject({
    expires_in: 1800,
    token_type: 'Bearer',
    scope: 'accounting.invoices',
  });
});

it.each([undefined, 'Bearer x', basic('id:wrong'), basic('other:secret')])('answers invalid_client to %p', (authorization) => {
  const { tokens } = tokensAt('2026-11-21T10:00:00Z');
  expect(tokens.issue(authorization, grant())).toMatchObject({ status: 400, body: { error: 'invalid_client' } });
});

it('gives no scope that was not granted', () => {
  const { tokens } = tokensAt('2026-11-21T10:00:00Z');
  expect(tokens.issue(basic('id:secret'), grant('payroll.employees')).body).toEqual({ error: 'invalid_scope' });
});

it('accepts its token to the last second, then says when it expired', () => {
  const { tokens, pass } = tokensAt('2026-11-21T10:00:00Z');
  const authorization = bearer(tokens, 'accounting.invoices');
  pass(TOKEN_SECONDS - 1);
  expect(tokens.scopesOf(authorization)).toEqual(['accounting.invoices']);
  pass(1);
  expect(tokens.scopesOf(authorization)).toMatchObject({
    status: 401,
    body: { Detail: 'TokenExpired: token expired at 21/11/2026 10:30:00' },
  });
});

it.each([undefined, 'Bearer', 'Bearer a.b.c', 'Basic x'])('accepts no made-up token: %p', (authorization) => {
  expect(tokensAt('2026-11-21T10:00:00Z').tokens.scopesOf(authorization)).toMatchObject({
    status: 401,
    body: { Detail: 'AuthenticationUnsuccessful' },
  });
});
