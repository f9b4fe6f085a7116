import { mailReaderSettings, mailSettings } from '@takings/mail';
import { appSettings, brokerSettings, databaseSettings } from '@takings/runtime';
import type { z } from 'zod';

export const settings = { ...appSettings, ...databaseSettings, ...brokerSettings, ...mailSettings, ...mailReaderSettings };
export type Config = z.output<z.ZodObject<typeof settings>>;
