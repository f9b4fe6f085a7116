import { appSettings, brokerSettings, databaseSettings } from '@takings/runtime';
import { z } from 'zod';
import { taxTypesFrom } from './xero/tax-types';

const http = { protocol: /^https?$/ };
const accountCode = z.string().regex(/^\S{1,10}$/);

export const settings = {
  ...appSettings,
  ...databaseSettings,
  ...brokerSettings,
  XERO_API_URL: z
    .url(http)
    .default('https://api.xero.com/api.xro/2.0')
    .transform((url) => url.replace(/\/+$/, ''))
    .describe("the base of Xero's accounting API"),
  XERO_TOKEN_URL: z.url(http).default('https://identity.xero.com/connect/token').describe("Xero's token endpoint"),
  XERO_CLIENT_ID: z.string().min(1).optional().describe('the client id of the custom connection in Xero; nothing is filed without it'),
  XERO_CLIENT_SECRET: z
    .string()
    .min(1)
    .optional()
    .describe('the client secret of the custom connection in Xero; nothing is filed without it'),
  XERO_SCOPES: z
    .string()
    .min(1)
    .default('accounting.invoices accounting.payments accounting.contacts accounting.settings.read')
    .describe('scopes granted to the custom connection, separated by spaces'),
  XERO_TENANT_ID: z
    .uuid()
    .optional()
    .describe("the id of the organisation, only for connections that reach more than one; a custom connection's has one"),
  XERO_TIMEOUT_MS: z.coerce
    .number()
    .int()
    .min(100)
    .max(300_000)
    .default(60_000)
    .describe('how long to wait for an answer of Xero in milliseconds, 100 to 300000'),
  XERO_REVENUE_ACCOUNT: accountCode
    .optional()
    .describe('the account code in Xero that invoices are booked on until finance picks one, such as 200'),
  XERO_CLEARING_ACCOUNT: accountCode
    .optional()
    .describe(
      'the account code in Xero that card receipts are recorded on until they are settled to the bank, until finance picks one, such as 090; it must allow payments',
    ),
  XERO_TAX_TYPES: z
    .string()
    .default('20=OUTPUT2,5=RROUTPUT,0=ZERORATEDOUTPUT')
    .transform((text, context) => {
      const types = taxTypesFrom(text);
      if (!types) context.addIssue({ code: 'custom', message: 'not a list of rate=TYPE' });
      return types ?? new Map<string, string>();
    })
    .describe(
      'the tax type in Xero of each VAT rate in percent until finance picks them, such as 20=OUTPUT2,5=RROUTPUT,0=ZERORATEDOUTPUT; each rate once',
    ),
};

export type Config = z.output<z.ZodObject<typeof settings>>;
