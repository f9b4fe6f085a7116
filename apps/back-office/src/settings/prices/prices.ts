import { column, decimal, inCurrency } from '@takings/fields';
import { z } from 'zod';

const DAYS = { least: 1, most: 365 };

/** What prices and new products begin with. */
export const Prices = z.strictObject({
  currency: column('the ISO 4217 code of a currency with two decimals, such as GBP', inCurrency).describe(
    'Of the price list that new sales begin with',
  ),
  keptDays: z.int().min(DAYS.least).max(DAYS.most).describe('For how many days a sale keeps the prices it began with'),
  vatRate: column('VAT in percent, 0 to 100', decimal('100', '0')).describe('What a new product begins with'),
});
export type Prices = z.output<typeof Prices>;

/** The same as it is shown. */
export const PricesShown = z.object({ currency: z.string(), keptDays: z.int(), vatRate: z.string().describe('In percent') });

/** Of the United Kingdom. */
export const STANDARD_VAT_RATE = '20';
