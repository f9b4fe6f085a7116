import { z } from 'zod';
import { loadConfig } from '@takings/runtime';

/** What the local start reads from the environment; everything else there is handed on to the apps as it is. */
export const settings = {
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/ })
    .optional()
    .describe('a PostgreSQL URL; without it a local server is started'),
  AMQP_URL: z
    .url({ protocol: /^amqps?$/ })
    .optional()
    .describe('an AMQP URL; without it the small broker is started'),
  XERO_API_URL: z.url().optional().describe("Xero's API base; without it the sandbox"),
  SECURE_TRADING_URL: z.url().optional().describe("Secure Trading's JSON address; without it the sandbox"),
  SMTP_URL: z
    .url({ protocol: /^smtps?$/ })
    .optional()
    .describe("a mail server's URL; without it the sandbox"),
  COMPANIES_HOUSE_URL: z.url().optional().describe("Companies House's API base; without it and its key the sandbox"),
  COMPANIES_HOUSE_KEY: z.string().optional().describe('the API key for Companies House; without it the sandbox'),
  CREDIT_BUREAU_URL: z.url().optional().describe("the credit bureau's base address; without it the sandbox"),
  POSTCODES_URL: z.url().optional().describe("postcodes.io's base address; without it the sandbox"),
  INIT_CWD: z.string().optional().describe('the folder in which npm was called; npm sets it'),
};

export interface Surroundings {
  readonly databaseUrl?: string;
  readonly amqpUrl?: string;
  /** The providers that the person named; the sandbox stands in for the others. */
  readonly realProviders: Readonly<Record<'xero' | 'secureTrading' | 'smtp' | 'companiesHouse' | 'creditBureau' | 'postcodes', boolean>>;
  /** Where the person stands: npm runs scripts at the root of the repository, whatever folder it was called in. */
  readonly cwd: string;
  /** Handed on to every child process. */
  readonly env: NodeJS.ProcessEnv;
}

/** Reads the environment once. Throws `BadConfig` that lists every fault. */
export function loadSurroundings(env: NodeJS.ProcessEnv = process.env): Surroundings {
  const config = loadConfig(settings, env);
  return {
    databaseUrl: config.DATABASE_URL,
    amqpUrl: config.AMQP_URL,
    realProviders: {
      xero: !!config.XERO_API_URL,
      secureTrading: !!config.SECURE_TRADING_URL,
      smtp: !!config.SMTP_URL,
      companiesHouse: !!(config.COMPANIES_HOUSE_URL ?? config.COMPANIES_HOUSE_KEY),
      creditBureau: !!config.CREDIT_BUREAU_URL,
      postcodes: !!config.POSTCODES_URL,
    },
    cwd: config.INIT_CWD ?? process.cwd(),
    env,
  };
}
