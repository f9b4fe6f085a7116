import { CURRENCIES } from '@takings/money';
import { appSettings, brokerSettings, databaseSettings, peopleSettings } from '@takings/runtime';
import { z } from 'zod';
import { connectorSettings } from './connector/connector-config';
import { lookUpSettings } from './look-ups/look-up-settings';
import { flowSettings } from './sale-flows/flow-settings';
import { signInSettings } from './sign-in/settings';
import { isTimeZone } from './teams/time-zone';

export const settings = {
  ...appSettings,
  ...databaseSettings,
  ...brokerSettings,
  ...peopleSettings,
  ...signInSettings,
  ...lookUpSettings,
  ...flowSettings,
  ...connectorSettings,
  TEAM_TIME_ZONE: z
    .string()
    .refine((zone) => 'value' in isTimeZone(zone))
    .default('Europe/London')
    .describe('the IANA time zone, such as Europe/London, of a team for which none is said'),
  REDIS_URL: z
    .url({ protocol: /^rediss?$/ })
    .optional()
    .describe('a Redis URL such as redis://host:6379, which keeps what is due later; PostgreSQL does when not set'),
  PRICES_CURRENCY: z
    .string()
    .refine((code) => CURRENCIES.has(code))
    .default('GBP')
    .describe('the ISO 4217 code of the currency of the price list that new sales begin with, such as GBP'),
  PRICES_KEPT_DAYS: z.coerce
    .number()
    .int()
    .min(1)
    .max(365)
    .default(30)
    .describe('for how many days a sale keeps the prices it began with, 1 to 365'),
  EXPORTS_KEPT_HOURS: z.coerce
    .number()
    .int()
    .min(1)
    .max(168)
    .default(24)
    .describe('for how many hours a list is kept that somebody took away, 1 to 168'),
};

export type Config = z.output<z.ZodObject<typeof settings>>;
