import { appSettings, brokerSettings, databaseSettings } from '@takings/runtime';
import { z } from 'zod';

export const settings = {
  ...appSettings,
  ...databaseSettings,
  ...brokerSettings,
  INVOICE_PREFIX: z
    .string()
    .regex(/^[A-Za-z0-9-]{1,9}$/)
    .default('TK-')
    .describe(
      'what invoice numbers begin with: 1 to 9 letters, digits or hyphens, and no other source in the same Xero organisation uses it',
    ),
};

export type Config = z.output<z.ZodObject<typeof settings>>;
