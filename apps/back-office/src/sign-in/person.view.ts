import { ROLES, createZodDto } from '@takings/runtime/http';
import { z } from 'zod';
import { History } from '../audit/history';
import { column, email, seenRevision } from '../validation/checks';
import { nameOf } from '../validation/names';

const roles = z
  .array(z.enum(ROLES))
  .min(1, { error: 'expected at least one role' })
  .max(ROLES.length)
  .transform((given) => ROLES.filter((role) => given.includes(role)));

const fields = {
  name: nameOf('the person').describe('As the history of what is changed names them'),
  email: column('an e-mail address such as anna@example.com', email).describe('By which the company account is found'),
  roles: roles.describe('What they may do; ignored where roles come with the company account'),
  team: nameOf('a team, or its id').nullish().describe('The name or the id of the team they are in; null for none'),
  consultant: nameOf('a consultant, or the id').nullish().describe('The name or the id of the consultant they are; null for none'),
  active: z.boolean().optional().describe('false once they have left: they can no longer sign in, and are signed out at once'),
};

const Link = z.object({ id: z.uuid(), name: z.string() });

const Person = z.object({
  personId: z.uuid(),
  name: z.string(),
  email: z.string(),
  roles: z.array(z.enum(ROLES)),
  team: Link.nullable(),
  consultant: Link.nullable(),
  active: z.boolean(),
  signedIn: z.int().nonnegative().describe('In how many browsers they are signed in now'),
  revision: z.int().positive(),
  history: History,
});
export type PersonView = z.input<typeof Person>;

export class PersonDto extends createZodDto(Person) {}
export class PersonListDto extends createZodDto(z.object({ people: z.array(Person) })) {}
export class NewPersonDto extends createZodDto(z.strictObject(fields)) {}
export class PersonChangeDto extends createZodDto(z.strictObject({ ...fields, revision: seenRevision }).partial()) {}
export class PersonParams extends createZodDto(z.object({ id: z.uuid() })) {}
