import { appSettings, databaseSettings } from '@takings/runtime';
import { z } from 'zod';

const count = (fallback: number, says: string) => z.coerce.number().int().min(1).default(fallback).describe(says);
const milliseconds = (fallback: number, says: string) =>
  z.coerce.number().int().min(0).default(fallback).describe(`${says}, in milliseconds`);

export const settings = {
  ...appSettings,
  ...databaseSettings,
  NODE_ENV: z
    .enum(['development', 'test'])
    .default('development')
    .describe('development or test: the sandbox stands in for a bank and an accountant, so it refuses to start in production'),

  SANDBOX_XERO_CLIENT_ID: z.string().min(1).default('takings-sandbox').describe('the client id that the Xero stand-in accepts'),
  SANDBOX_XERO_CLIENT_SECRET: z.string().min(1).default('sandbox-secret').describe('the client secret that the Xero stand-in accepts'),
  SANDBOX_XERO_MINUTE_LIMIT: count(60, 'calls that the Xero stand-in allows in a minute'),
  SANDBOX_XERO_DAY_LIMIT: count(5000, 'calls that the Xero stand-in allows in a day'),
  SANDBOX_XERO_CONCURRENT_LIMIT: count(5, 'calls that the Xero stand-in allows at the same time'),
  SANDBOX_XERO_WINDOW_PHASE_MS: z.coerce
    .number()
    .int()
    .min(0)
    .optional()
    .describe("where the Xero stand-in's minutes begin, in milliseconds after the full minute; without it, derived from the tenant"),

  SANDBOX_GATEWAY_USER: z.string().min(1).default('ws@takings.example').describe('the Webservices user that the gateway stand-in accepts'),
  SANDBOX_GATEWAY_PASSWORD: z.string().min(1).default('sandbox-password').describe('its password'),
  SANDBOX_LATE_MS: milliseconds(
    20_000,
    'how long the gateway stand-in keeps a charge on an SBX-LATE card, and a look-up source a slow question, waiting for its answer',
  ),
  SANDBOX_VISIBILITY_MS: milliseconds(1000, 'how long after its booking a transaction is not yet found by TRANSACTIONQUERY'),
  SANDBOX_SETTLING_AFTER_MS: milliseconds(3_600_000, 'how long after its booking a charge begins to settle (settlestatus 10)'),
  SANDBOX_SETTLED_AFTER_MS: milliseconds(86_400_000, 'how long after its booking a charge is settled (settlestatus 100)'),

  SANDBOX_COMPANIES_HOUSE_KEY: z.string().min(1).default('sandbox-key').describe('the API key that the Companies House stand-in accepts'),
  SANDBOX_COMPANIES_HOUSE_LIMIT: count(600, 'calls that the Companies House stand-in allows in five minutes'),
  SANDBOX_CREDIT_BUREAU_KEY: z.string().min(1).default('sandbox-key').describe('the key that the credit bureau stand-in accepts'),
  SANDBOX_CRM_TOKEN: z.string().min(1).default('sandbox-key').describe('the bearer token that the CRM stand-in accepts'),

  SANDBOX_LATENCY_MS: milliseconds(0, 'how long every answer of the stand-ins but the mail server takes at least'),

  SANDBOX_SMTP_PORT: z.coerce.number().int().min(0).max(65535).default(2525).describe('the port of the SMTP stand-in, 0 for any free one'),
  SANDBOX_SMTP_USER: z.string().min(1).default('takings').describe('the user that the SMTP stand-in accepts from a client that signs in'),
  SANDBOX_SMTP_PASSWORD: z.string().min(1).default('sandbox-password').describe('its password'),

  SANDBOX_JOURNAL_ROWS: count(10_000, 'how many of the latest requests the journal keeps'),
};

export type Config = z.output<z.ZodObject<typeof settings>>;

/** Provides the parsed configuration to the app's own classes; nobody else reads the environment. */
export const CONFIG = Symbol('sandbox config');
