import proxyAddr = require('proxy-addr');
import { z } from 'zod';

/** Settings that every app has. Each variable is described, so that `.env.example` and error messages can say what is expected. */
export const appSettings = {
  NODE_ENV: z.enum(['development', 'test', 'production']).default('development').describe('development, test or production'),
  HOST: z.string().default('127.0.0.1').describe('the address to listen on'),
  PORT: z.coerce.number().int().min(0).max(65535).default(0).describe('the port to listen on, 0 for any free one'),
  LOG_LEVEL: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('info').describe('silent, error, warn, info or debug'),
};

export const databaseSettings = {
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).describe('a PostgreSQL URL such as postgres://user:password@host:5432/takings'),
  DATABASE_POOL: z.coerce.number().int().min(2).max(50).default(6).describe('connections of this process, 2 to 50'),
};

export const brokerSettings = {
  AMQP_URL: z.url({ protocol: /^amqps?$/ }).describe('an AMQP URL such as amqp://user:password@host:5672'),
  RETRY_DELAYS_MS: z
    .string()
    .regex(/^\d+(,\d+)*$/)
    .default('10000,60000,600000,3600000')
    .transform((list) => list.split(',').map(Number))
    .describe('how long a failed fact waits before each further try, in milliseconds, separated by commas; the same for all apps'),
  STAGES: z
    .string()
    .transform((list) => list.split(','))
    .optional()
    .describe('the stages of its app that this process runs, separated by commas; all of them when not set'),
};

/** Of every app that answers people. */
export const peopleSettings = {
  SESSION_SECRET: z
    .string()
    .transform((list) => list.split(','))
    .refine((secrets) => secrets.every((secret) => secret.length >= 32))
    .describe(
      'what sessions and API tokens are signed with, the same for all apps: at least 32 signs, without commas; when it is changed, the new one, a comma and the old one',
    ),
  PUBLIC_URL: z
    .url({ protocol: /^https?$/ })
    .transform((url) => url.replace(/\/+$/, ''))
    .optional()
    .describe('the address at which people reach Takings, such as https://takings.example.com; needed wherever it is not for one machine'),
  TRUSTED_PROXIES: z
    .string()
    .default('loopback')
    .transform((list) => list.split(','))
    .refine(isTrustList)
    .describe('proxies whose X-Forwarded-For says who asks: addresses, subnets, loopback, linklocal or uniquelocal, separated by commas'),
};

function isTrustList(list: string[]): boolean {
  try {
    proxyAddr.compile(list);
    return true;
  } catch {
    return false;
  }
}

export class BadConfig extends Error {
  override readonly name = 'BadConfig';
}

/** Parses the environment once, before anything starts. Throws one `BadConfig` that lists every fault: variable, fault, what is expected. */
export function loadConfig<Shape extends z.ZodRawShape>(shape: Shape, env: NodeJS.ProcessEnv = process.env): z.output<z.ZodObject<Shape>> {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const parsed = z.object(shape).safeParse(given);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map(({ path, message }) => {
    const variable = String(path[0]);
    const expected = (shape[variable] as z.ZodType | undefined)?.description ?? message;
    return `  ${variable} is ${given[variable] === undefined ? 'missing' : 'wrong'}; expected ${expected}`;
  });
  throw new BadConfig(`The configuration has faults:\n${[...new Set(faults)].join('\n')}`);
}
