/** What somebody is in the company, and so what they may do. An admin may do all that any other may. */
export const ROLES = [
  'consultant',
  'agent',
  'team-manager',
  'finance-manager',
  'finance-approver',
  'management',
  'platform',
  'admin',
] as const;
export type Role = (typeof ROLES)[number];

/** Who asks: somebody who has signed in, or the script that an API token was made for. */
export interface Person {
  readonly id: string;
  readonly name: string;
  readonly roles: readonly Role[];
  /** The id of the team they are in. */
  readonly team: string | null;
  /** The id of the consultant they are. */
  readonly consultant: string | null;
}

const WORDS: Readonly<Record<Role, string>> = {
  consultant: 'consultants',
  agent: 'agents',
  'team-manager': 'team managers',
  'finance-manager': 'finance managers',
  'finance-approver': 'finance approvers',
  management: 'senior management',
  platform: 'platform engineers',
  admin: 'admins',
};

/** "agents, team managers and admins" */
export function rolesInWords(roles: readonly Role[]): string {
  const words = [...new Set([...roles, 'admin' as const])].map((role) => WORDS[role]);
  return words.length === 1 ? words.join() : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

export const hasRole = ({ roles }: Pick<Person, 'roles'>, wanted: readonly Role[]): boolean =>
  roles.some((role) => role === 'admin' || wanted.includes(role));
