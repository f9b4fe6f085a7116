import type { Role } from '@takings/runtime/http';

export interface DemoPerson {
  readonly id: string;
  readonly name: string;
  readonly roles: readonly [Role, ...Role[]];
  /** By name; linked once there is one. */
  readonly team?: string;
  readonly consultant?: string;
}

const id = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

/** Somebody of every role, among the teams and consultants of the demo data. */
export const DEMO_PEOPLE: readonly DemoPerson[] = [
  { id: id(1), name: 'Anna Reed', roles: ['agent'], team: 'Falcon' },
  { id: id(2), name: 'Ravi Shah', roles: ['agent'], team: 'Falcon' },
  { id: id(3), name: 'Maria Keller', roles: ['team-manager'], team: 'Falcon' },
  { id: id(4), name: 'Priya Nair', roles: ['consultant'], team: 'Falcon', consultant: 'Priya Nair' },
  { id: id(5), name: 'Frances Obi', roles: ['finance-manager'] },
  { id: id(6), name: 'Jonas Weber', roles: ['finance-approver'] },
  { id: id(7), name: 'Helen Marsh', roles: ['management'] },
  { id: id(8), name: 'Pavel Novak', roles: ['platform'] },
  { id: id(9), name: 'Ada Admin', roles: ['admin'] },
];

export const emailOfDemo = ({ name }: DemoPerson) => `${name.toLowerCase().replace(/ /g, '.')}@takings.example`;
