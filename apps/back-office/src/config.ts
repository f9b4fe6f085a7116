import { appSettings, brokerSettings, databaseSettings, peopleSettings } from '@takings/runtime';
import { z } from 'zod';
import { isTimeZone } from './teams/time-zone';

export const settings = {
  ...appSettings,
  ...databaseSettings,
  ...brokerSettings,
  ...peopleSettings,
  TEAM_TIME_ZONE: z
    .string()
    .refine((zone) => 'value' in isTimeZone(zone))
    .default('Europe/London')
    .describe('the IANA time zone, such as Europe/London, of a team for which none is said'),
};

export type Config = z.output<z.ZodObject<typeof settings>>;
