import type { components } from '../api/generated/back-office';

export type Role = components['schemas']['SessionDto_Output']['person']['roles'][number];

/** What somebody is called, and what many of them are. */
export const ROLE_WORDS: Readonly<Record<Role, readonly [one: string, many: string]>> = {
  consultant: ['Consultant', 'consultants'],
  agent: ['Sales agent', 'sales agents'],
  'team-manager': ['Team manager', 'team managers'],
  'finance-manager': ['Finance manager', 'finance managers'],
  'finance-approver': ['Finance approver', 'finance approvers'],
  management: ['Senior management', 'senior management'],
  platform: ['Platform engineer', 'platform engineers'],
  admin: ['Admin', 'admins'],
};

export const ROLES = Object.keys(ROLE_WORDS) as Role[];

/** "Team manager, admin" */
export function rolesInWords(roles: readonly Role[]): string {
  const [first = '', ...rest] = roles.map((role) => ROLE_WORDS[role][0]);
  return [first, ...rest.map((words) => words.charAt(0).toLowerCase() + words.slice(1))].join(', ');
}

/** "sales agents, team managers and admins"; an admin always may. */
export function manyInWords(roles: readonly Role[]): string {
  const words = [...new Set([...roles, 'admin' as const])].map((role) => ROLE_WORDS[role][1]);
  return words.length === 1 ? words.join() : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

/** As the server decides it: libs/runtime/src/http/person.ts. */
export const hasRole = ({ roles }: { readonly roles: readonly Role[] }, wanted: readonly Role[]): boolean =>
  roles.some((role) => role === 'admin' || wanted.includes(role));
