import { loadConfig } from '@takings/runtime/config';
import { z } from 'zod';

export const settings = {
  BROKER_HOST: z.string().default('127.0.0.1').describe('the address the broker listens on'),
  BROKER_PORT: z.coerce.number().int().min(0).max(65535).default(5672).describe('the port the broker listens on, 0 for any free one'),
  BROKER_DATA_DIR: z
    .string()
    .optional()
    .describe('the folder that keeps durable queues and messages; without it nothing outlives the broker'),
  BROKER_USER: z.string().default('guest').describe('the one user who may log in'),
  BROKER_PASSWORD: z.string().default('guest').describe('the password of BROKER_USER'),
  BROKER_SYNC: z
    .enum(['true', 'false'])
    .default('true')
    .describe('true or false: whether a confirm waits for the disk, or only for the operating system')
    .transform((value) => value === 'true'),
};

export const readConfig = () => loadConfig(settings);
