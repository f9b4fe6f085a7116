import { Unavailable } from '@takings/runtime';
import { refusedAccess } from '../xero/tokens';
import { findingOf } from './finding';
import { missingScopes } from './scopes';

it.each([
  ['invalid_client at the token endpoint', 'XERO_CLIENT_ID', /XERO_CLIENT_SECRET is not that of the custom connection/],
  ['invalid_scope at the token endpoint', 'XERO_SCOPES', /was not granted/],
  ['401, AuthorizationUnsuccessful', 'accounting.settings.read', /grant it the scope/],
])('a refusal with %s names what is to be put right', (said, what, says) => {
  expect(findingOf(refusedAccess(said))).toMatchObject({ what, says: expect.stringMatching(says) });
});

it('a Xero that is away is no fault of anybody', () =>
  expect(findingOf(new Unavailable('Xero cannot be reached at 127.0.0.1: refused', { everybody: true })).says).toMatch(/test again later/));

it('a bug of ours is not passed off as a fault of the connection', () => expect(() => findingOf(new TypeError('x'))).toThrow(TypeError));

it('names each scope that is missing, and takes the wide ones of older connections', () => {
  expect(missingScopes('accounting.transactions accounting.contacts accounting.settings')).toEqual([]);
  expect(missingScopes('accounting.invoices accounting.settings.read').map(({ what }) => what)).toEqual([
    'accounting.payments',
    'accounting.contacts',
  ]);
});
