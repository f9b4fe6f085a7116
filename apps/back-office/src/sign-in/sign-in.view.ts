import { ROLES, createZodDto } from '@takings/runtime/http';
import { z } from 'zod';

const Link = z.object({ id: z.uuid(), name: z.string() });

const Session = z.object({
  person: z.object({
    id: z.uuid(),
    name: z.string(),
    roles: z.array(z.enum(ROLES)),
    team: Link.nullable(),
    consultant: Link.nullable(),
  }),
  csrfToken: z
    .string()
    .nullable()
    .describe('What goes along as X-CSRF-Token with whatever changes something; null for an API token, which needs none'),
  endsAt: z.iso.datetime().nullable().describe('When they have to sign in again at the latest; null for an API token'),
});
export type SessionView = z.input<typeof Session>;

export class SessionDto extends createZodDto(Session) {}
export class WaysInDto extends createZodDto(
  z.object({
    companyAccount: z.object({ name: z.string(), at: z.string() }).nullable().describe('Where to send the browser'),
    demoAccounts: z.array(z.object({ id: z.uuid(), name: z.string(), roles: z.array(z.enum(ROLES)), team: z.string().nullable() })),
  }),
) {}
export class DemoSignInDto extends createZodDto(z.strictObject({ account: z.uuid().describe('One of the demo accounts') })) {}
export class SignedOutDto extends createZodDto(z.object({ signedOut: z.literal(true) })) {}
export class WantedDto extends createZodDto(
  z.object({ to: z.string().optional().describe('The page to open afterwards, a path of ours') }),
) {}
