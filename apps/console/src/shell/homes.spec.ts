import type { Person } from '../api/session';
import { homeOf } from './homes';
import { hasRole, manyInWords, type Role, ROLES, rolesInWords } from './roles';

const person = (...roles: Role[]): Person => ({ id: 'p', name: 'Anna', roles, team: { id: 't', name: 'Falcon' }, consultant: null });

it.each<[Role[], object]>([
  [['agent'], { to: '/sales' }],
  [['consultant'], { to: '/boards/$board', params: { board: 'Falcon' } }],
  [['agent', 'team-manager'], { to: '/boards/$board', params: { board: 'Falcon' } }],
  [['management'], { to: '/boards' }],
  [['finance-manager'], { to: '/runs' }],
  [['finance-approver'], { to: '/runs' }],
  [['admin'], { to: '/people' }],
])('%j open on their own page', (roles, home) => expect(homeOf(person(...roles))).toEqual(home));

it('whose team is gone opens on all boards', () => expect(homeOf({ ...person('consultant'), team: null })).toEqual({ to: '/boards' }));

it('an admin may do what any other may, nobody else more than their roles', () => {
  expect(ROLES.filter((role) => hasRole(person('admin'), [role]))).toEqual(ROLES);
  expect(ROLES.filter((role) => hasRole(person('agent', 'platform'), [role]))).toEqual(['agent', 'platform']);
});

it('roles are said in words', () => {
  expect(rolesInWords(['agent', 'team-manager'])).toBe('Sales agent, team manager');
  expect(manyInWords(['agent', 'team-manager'])).toBe('sales agents, team managers and admins');
  expect(manyInWords(['admin'])).toBe('admins');
});
