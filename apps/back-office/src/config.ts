import { appSettings, brokerSettings, databaseSettings, peopleSettings } from '@takings/runtime';
import { z } from 'zod';

export const settings = { ...appSettings, ...databaseSettings, ...brokerSettings, ...peopleSettings };

export type Config = z.output<z.ZodObject<typeof settings>>;
