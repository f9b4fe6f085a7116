import type { KnownPerson, PersonInput } from '../../api/people';
import { rolesInWords } from '../../shell/roles';

/** What of weight a change does, before it is saved. */
export function personChanges({ name, roles, active, signedIn }: KnownPerson, input: PersonInput): string[] {
  const isNow = signedIn > 0 ? ` ${name} is signed in now: it holds from the next click on.` : '';
  return [
    ...(sorted(roles) === sorted(input.roles) || input.roles.length === 0
      ? []
      : [`What ${name} may do changes to: ${rolesInWords(input.roles)}.${isNow}`]),
    ...(active && input.active === false
      ? [`${name} can no longer sign in, and is signed out everywhere at once. The history keeps the name.`]
      : []),
  ];
}

const sorted = (roles: readonly string[]) => [...roles].sort().join();
