import { BadConfig } from '@takings/runtime';
import { expectTls, isLoopback, type Role, ROLES } from '@takings/runtime/http';
import { z } from 'zod';

const yesOrNo = z
  .enum(['true', 'false'])
  .default('false')
  .transform((text) => text === 'true');
const list = (text: string) =>
  text
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');

/** How people and scripts get in. */
export const signInSettings = {
  SESSION_IDLE_MINUTES: z.coerce.number().int().min(1).default(120).describe('after how many minutes without a request a session ends'),
  SESSION_HOURS: z.coerce.number().min(0.01).max(720).default(12).describe('after how many hours a session ends, whatever is done'),
  DEMO_ACCOUNTS: yesOrNo.describe('true for made-up people who sign in with one click, on this machine alone; otherwise false'),
  API_TOKEN_FILE: z
    .string()
    .optional()
    .describe('a file into which an API token for admin is written for the scripts of this machine; none when not set'),
  ADMIN_EMAILS: z
    .string()
    .transform(list)
    .default([])
    .describe('e-mail addresses, separated by commas, of people who are admins from their first sign-in on'),
  OIDC_ISSUER: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe("the issuer of the company's OpenID Connect provider, such as https://login.example.com"),
  OIDC_CLIENT_ID: z.string().optional().describe('what the provider knows Takings by'),
  OIDC_CLIENT_SECRET: z.string().optional().describe('the secret that goes with it'),
  OIDC_NAME: z.string().default('your company account').describe('what people call it: the button says "Sign in with ..."'),
  OIDC_SCOPES: z.string().default('openid email profile').describe('what is asked for, separated by spaces'),
  OIDC_ROLES_CLAIM: z
    .string()
    .optional()
    .describe('the claim that says what somebody is, such as groups; without it the people in the console say so'),
  OIDC_ROLES: z
    .string()
    .transform(rolesByClaim)
    .refine((roles) => roles !== undefined)
    .default({})
    .describe(`which value of that claim is which role, such as sales=agent,it=admin; roles are ${ROLES.join(', ')}`),
};

export type SignInConfig = z.output<z.ZodObject<typeof signInSettings>> & {
  readonly NODE_ENV: string;
  readonly HOST: string;
  readonly PUBLIC_URL?: string | undefined;
};

/** What no single variable can say of itself. Throws `BadConfig` with a sentence. */
export function expectSoundSignIn(config: SignInConfig) {
  const { NODE_ENV, HOST, DEMO_ACCOUNTS, API_TOKEN_FILE, OIDC_ISSUER } = config;
  if (DEMO_ACCOUNTS && NODE_ENV === 'production')
    throw new BadConfig('DEMO_ACCOUNTS is true and NODE_ENV is production: anybody could sign in as anybody. Set OIDC_ISSUER instead.');
  if (DEMO_ACCOUNTS && !isLoopback(HOST))
    throw new BadConfig(
      `DEMO_ACCOUNTS is true and HOST is ${HOST}: demo accounts are for one machine alone; expected 127.0.0.1, ::1 or localhost.`,
    );
  if (API_TOKEN_FILE && !isLoopback(HOST))
    throw new BadConfig(
      `API_TOKEN_FILE is set and HOST is ${HOST}: it is for the scripts of one machine; expected 127.0.0.1, ::1 or localhost.`,
    );
  if (!DEMO_ACCOUNTS && !API_TOKEN_FILE && !OIDC_ISSUER)
    throw new BadConfig('Nobody could sign in: set OIDC_ISSUER and what goes with it, or DEMO_ACCOUNTS=true for one machine alone.');
  if (OIDC_ISSUER) expectWholeOidc(config);
  expectTls(config);
}

function expectWholeOidc({ OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, OIDC_ISSUER, OIDC_ROLES_CLAIM, OIDC_ROLES, PUBLIC_URL }: SignInConfig) {
  const missing = Object.entries({ OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, PUBLIC_URL }).filter(([, value]) => !value);
  if (missing.length > 0) throw new BadConfig(`OIDC_ISSUER is set, so that ${missing.map(([name]) => name).join(' and ')} should be, too.`);
  if (OIDC_ROLES_CLAIM && Object.keys(OIDC_ROLES!).length === 0)
    throw new BadConfig(
      'OIDC_ROLES_CLAIM is set and OIDC_ROLES says of none of its values which role it is; expected such as sales=agent,it=admin.',
    );
  const { protocol, hostname } = new URL(OIDC_ISSUER!);
  if (protocol === 'http:' && !isLoopback(hostname))
    throw new BadConfig(`OIDC_ISSUER is ${OIDC_ISSUER}; expected an https address, as what it says could be forged on the way.`);
}

/** Undefined where something is no role. */
function rolesByClaim(text: string): Readonly<Record<string, Role>> | undefined {
  const pairs = list(text).map((pair) => pair.split('=') as [string, string?]);
  const known = pairs.every(([value, role]) => value && ROLES.includes(role as Role));
  return known ? (Object.fromEntries(pairs) as Record<string, Role>) : undefined;
}
