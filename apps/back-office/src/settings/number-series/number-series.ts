import { z } from 'zod';

const PREFIX = /^[A-Za-z0-9-]{1,9}$/;
/** Beyond it a number would not fit where Xero and the gateway keep it. */
const NUMBER_LIMIT = 99_999_999;

/** How invoices are numbered: TK-2026-000001 is prefix, year of the invoice date, and a number that only rises. */
export const NumberSeries = z.strictObject({
  prefix: z
    .string()
    .trim()
    .regex(PREFIX, 'expected 1 to 9 letters, digits or hyphens, such as TK-')
    .describe('What invoice numbers begin with; no other source in the same Xero organisation may use it'),
  startsAt: z
    .strictObject({
      year: z.int().min(2000).max(2999).describe('The year of the invoice date'),
      number: z.int().min(1).max(NUMBER_LIMIT).describe('The number to go on with in that year'),
    })
    .nullable()
    .describe('Null to go on where the series stands'),
});
export type NumberSeries = z.output<typeof NumberSeries>;
