import { appSettings, brokerSettings, databaseSettings } from '@takings/runtime';
import { z } from 'zod';

const milliseconds = (fallback: number) => z.coerce.number().int().positive().default(fallback);

export const settings = {
  ...appSettings,
  ...databaseSettings,
  ...brokerSettings,
  SECURE_TRADING_URL: z
    .url({ protocol: /^https?$/ })
    .default('https://webservices.securetrading.net/json/')
    .describe("the address of Secure Trading's Webservices JSON interface"),
  ST_ALIAS: z.string().default('').describe('the user name of the Webservices user at Secure Trading; nothing is debited without it'),
  ST_PASSWORD: z.string().default('').describe('the password of the Webservices user at Secure Trading; nothing is debited without it'),
  ST_SITE_REFERENCE: z
    .string()
    .default('')
    .describe('the site reference at Secure Trading, without which nothing is debited; one that begins with test_ uses the test bank'),
  ST_ACCOUNT_TYPE: z
    .string()
    .regex(/^[A-Z]+$/)
    .default('RECUR')
    .describe('the account type that may charge stored cards, RECUR or ECOM'),
  ST_SUBSCRIPTION_TYPE: z
    .enum(['RECURRING', 'INSTALLMENT', 'none'])
    .default('RECURRING')
    .describe('the kind of series the stored cards were agreed for: RECURRING, INSTALLMENT or none'),
  ST_INITIATION_REASON: z
    .string()
    .regex(/^[A-Z]$/)
    .optional()
    .describe('the reason of a charge that belongs to no series, C for an unscheduled one; goes with ST_SUBSCRIPTION_TYPE=none'),
  ST_TIMEOUT_MS: milliseconds(70_000).describe('how long to wait for the gateway in milliseconds; it may itself wait 60 s for the bank'),
  ASK_AFTER_MS: z
    .string()
    .regex(/^\d+(,\d+)*$/)
    .default('60000,300000,900000,3600000')
    .transform((list) => list.split(',').map(Number))
    .describe(
      'the waits before each time the bank is asked after an uncertain charge, in milliseconds, separated by commas; then every 6 h',
    ),
  ASK_SWEEP_MS: milliseconds(1_000).describe('how often to look for charges the bank must be asked after, in milliseconds'),
  ASK_EVERYTHING_FIRST: z
    .enum(['true', 'false'])
    .default('false')
    .transform((text) => text === 'true')
    .describe('true after a backup was restored: the bank is asked after every charge before it is made; otherwise false'),
  CARDS_AT_ONCE: z.coerce.number().int().min(1).max(500).default(50).describe('how many cards are charged at the same time, 1 to 500'),
};

export type Config = z.output<z.ZodObject<typeof settings>>;
