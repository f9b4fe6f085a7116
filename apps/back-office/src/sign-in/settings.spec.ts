import { BadConfig } from '@takings/runtime';
import { testConfig } from '../testing/test-config';
import { localPath } from './local-path';
import { expectSoundSignIn } from './settings';

const OIDC = {
  OIDC_ISSUER: 'https://login.example.com',
  OIDC_CLIENT_ID: 'takings',
  OIDC_CLIENT_SECRET: 'x',
  PUBLIC_URL: 'https://takings.example.com',
};
const given = (env: Record<string, string>) => () =>
  expectSoundSignIn(testConfig({ DATABASE_URL: 'postgres://nowhere', AMQP_URL: 'amqp://nowhere', DEMO_ACCOUNTS: 'false', ...env }));

it.each([
  [{ DEMO_ACCOUNTS: 'true' }],
  [{ API_TOKEN_FILE: '/tmp/token', NODE_ENV: 'production' }],
  [{ ...OIDC, HOST: '0.0.0.0', NODE_ENV: 'production' }],
  [{ ...OIDC, OIDC_ROLES_CLAIM: 'groups', OIDC_ROLES: 'sales=agent, it=admin' }],
])('%j is sound', (env) => expect(given(env)).not.toThrow());

it.each([
  [{ DEMO_ACCOUNTS: 'true', NODE_ENV: 'production' }, /DEMO_ACCOUNTS is true and NODE_ENV is production/],
  [{ DEMO_ACCOUNTS: 'true', HOST: '0.0.0.0', PUBLIC_URL: 'https://x.example' }, /demo accounts are for one machine alone/],
  [{ API_TOKEN_FILE: '/tmp/token', HOST: '10.0.0.1', PUBLIC_URL: 'https://x.example' }, /for the scripts of one machine/],
  [{}, /Nobody could sign in/],
  [{ ...OIDC, OIDC_CLIENT_SECRET: '', PUBLIC_URL: '' }, /so that OIDC_CLIENT_SECRET and PUBLIC_URL should be/],
  [{ ...OIDC, OIDC_ISSUER: 'http://login.example.com' }, /expected an https address/],
  [{ ...OIDC, OIDC_ROLES_CLAIM: 'groups' }, /OIDC_ROLES says of none/],
  [{ ...OIDC, HOST: '0.0.0.0', PUBLIC_URL: 'http://takings.example.com' }, /over TLS only/],
  [{ ...OIDC, OIDC_ROLES: 'sales=king' }, /OIDC_ROLES is wrong/],
  [{ ...OIDC, SESSION_SECRET: 'short' }, /SESSION_SECRET is wrong; expected .* at least 32 signs/],
])('%j is refused with a sentence', (env, words) => {
  expect(given(env)).toThrow(BadConfig);
  expect(given(env)).toThrow(words);
});

it.each([
  ['/teams?team=new#top', '/teams?team=new#top'],
  [undefined, '/sign-in'],
  ['teams', '/sign-in'],
  ['https://evil.example', '/sign-in'],
  ['//evil.example', '/sign-in'],
  ['/\\evil.example', '/sign-in'],
  ['/\n/evil.example', '/sign-in'],
  ['/..//evil.example', '/sign-in'],
])('%j leads to %s', (wanted, to) => expect(localPath(wanted)).toBe(to));
