import { appSettings, brokerSettings, databaseSettings } from '@takings/runtime';
import { z } from 'zod';

export const settings = {
  ...appSettings,
  ...databaseSettings,
  ...brokerSettings,
  ALLOW_UNAUTHENTICATED: z
    .enum(['true', 'false'])
    .default('false')
    .transform((text) => text === 'true')
    .describe('true to answer other machines although nobody signs in yet, for a network that you trust; otherwise false'),
};

export type Config = z.output<z.ZodObject<typeof settings>>;
