import { appSettings, brokerSettings, databaseSettings, peopleSettings } from '@takings/runtime';
import { IANAZone } from 'luxon';
import { z } from 'zod';

export const settings = {
  ...appSettings,
  ...databaseSettings,
  ...brokerSettings,
  ...peopleSettings,
  REDIS_URL: z
    .url({ protocol: /^rediss?$/ })
    .optional()
    .describe('a Redis URL such as redis://host:6379, which lets several processes of this app tell each other at once; none when not set'),
  CONNECTIONS_PER_ADDRESS: z.coerce
    .number()
    .int()
    .min(1)
    .default(1_000)
    .describe(
      'how many live connections one address may have, so that none takes them all; behind a proxy that is not trusted all are one address',
    ),
  RANKS: z
    .enum(['unique', 'competition', 'dense'])
    .default('unique')
    .describe('unique (of equal revenues the one reached first stands higher), competition (1 2 2 4) or dense (1 2 2 3)'),
  VOIDS_COUNT: z
    .enum(['on-day-of-sale', 'on-day-of-void'])
    .default('on-day-of-sale')
    .describe('on-day-of-sale (a sale taken back corrects its own day) or on-day-of-void (closed days stay as they were)'),
  FLOOR_TIME_ZONE: z
    .string()
    .refine((zone) => IANAZone.isValidZone(zone))
    .default('Europe/London')
    .describe('an IANA time zone such as Europe/London, in which the day of the whole floor ends'),
};

export type Config = z.output<z.ZodObject<typeof settings>>;
