import type { LinkProps } from '@tanstack/react-router';
import type { Person } from '../api/session';
import type { Role } from './roles';

const BOARDS: LinkProps = { to: '/boards' };

/** The page that each role opens on; who has several opens on that of the first of them. */
const HOMES: readonly (readonly [Role, (person: Person) => LinkProps])[] = [
  ['admin', () => ({ to: '/people' })],
  ['team-manager', ({ team }) => boardOf(team?.name)],
  ['agent', () => ({ to: '/sales' })],
  ['consultant', ({ team }) => boardOf(team?.name)],
  ['finance-manager', () => ({ to: '/runs' })],
  ['finance-approver', () => ({ to: '/runs' })],
  ['platform', () => ({ to: '/screens' })],
];

const boardOf = (team: string | undefined): LinkProps => (team === undefined ? BOARDS : { to: '/boards/$board', params: { board: team } });

export const homeOf = (person: Person): LinkProps => HOMES.find(([role]) => person.roles.includes(role))?.[1](person) ?? BOARDS;
