import { column, control, inCurrency, PRINTABLE, upTo, WITH_LINE_BREAKS } from '@takings/fields';
import { createZodDto } from '@takings/runtime/http';
import { z } from 'zod';
import { History } from '../audit/history';
import { columns } from '../charges/charge-input';
import { RejectedLine } from '../csv/rejected-line';
import { sku } from '../products/product.view';

export const MOST_ENTRIES = 5_000;

const currency = column('the ISO 4217 code of a currency with two decimals such as GBP', inCurrency);
const moment = z.iso.datetime({ offset: true, error: 'expected a moment such as 2026-12-01T00:00:00Z' });

const heading = {
  name: column('the name of the price list, 1 to 80 printable signs', upTo(80, PRINTABLE, control)).describe(
    'What it is called; another list of that name and currency is its next version',
  ),
  currency,
  valid_from: moment.optional().describe('From when its prices hold; from now on if not said'),
  reason: z
    .preprocess(
      (raw) => (typeof raw === 'string' && raw.trim() === '' ? null : raw),
      column('why, in at most 1,000 signs', upTo(1000, WITH_LINE_BREAKS, control)).nullish(),
    )
    .describe('Why, for the history'),
};
const basedOn = 'The version that was seen, 0 for none; 409 when there is a later one by now';

/** A line as a person, a script or a row of a CSV file enters it. */
export const entryColumns = { sku, unit_price: columns.unit_price };
const entry = z.strictObject(entryColumns);
export type EntryInput = z.output<typeof entry>;

const entries = z
  .array(entry)
  .min(1, 'expected at least one price')
  .max(MOST_ENTRIES, `expected at most ${MOST_ENTRIES} prices`)
  .superRefine((all, context) => {
    const at = firstTwice(all);
    if (at !== undefined)
      context.addIssue({ code: 'custom', path: [at, 'sku'], message: `is ${all[at]!.sku} again; expected each product once` });
  });

/** Where a product is priced a second time. */
export function firstTwice(all: readonly EntryInput[]): number | undefined {
  const seen = new Set<string>();
  const at = all.findIndex((one) => seen.size === seen.add(one.sku).size);
  return at === -1 ? undefined : at;
}

const summary = {
  priceListId: z.uuid(),
  name: z.string(),
  currency: z.string(),
  version: z.int().positive().describe('Counts the lists of that name and currency'),
  validFrom: z.iso.datetime(),
  validUntil: z.iso.datetime().nullable().describe('When another list of the currency takes or took over; null when none does'),
  state: z.enum(['coming', 'in force', 'past']),
  reason: z.string().nullable(),
  enteredBy: z.string(),
  enteredAt: z.iso.datetime(),
  prices: z.int().nonnegative().describe('How many products it prices'),
};
const PriceListSummary = z.object(summary);
export type PriceListSummary = z.input<typeof PriceListSummary>;

const PriceList = z.object({
  ...summary,
  entries: z
    .array(
      z.object({
        sku: z.string(),
        name: z.string().describe('Of the product, as it is called now'),
        unitPrice: z.string().describe('Net, in major units'),
        vatRate: z.string().describe('Of the product now, in percent'),
        active: z.boolean().describe('false when the product is sold no more'),
      }),
    )
    .describe('By the name of the product'),
  history: History,
});
export type PriceListView = z.input<typeof PriceList>;

export class PriceListDto extends createZodDto(PriceList) {}
export class PriceListsDto extends createZodDto(z.object({ priceLists: z.array(PriceListSummary) })) {}
export class NewPriceListDto extends createZodDto(
  z.strictObject({ ...heading, entries, based_on: z.int().nonnegative().optional().describe(basedOn) }),
) {}
export class PriceListImportQuery extends createZodDto(
  z.strictObject({ ...heading, based_on: z.coerce.number().int().nonnegative().optional().describe(basedOn) }),
) {}
export class ImportedPriceListDto extends createZodDto(
  z.object({
    priceList: PriceList.nullable().describe('The list that was entered; null when a row is at fault, and nothing was'),
    rejectedRows: z.array(RejectedLine).describe('Each row at fault once, in the order of the file'),
  }),
) {}
export class PriceListParams extends createZodDto(z.object({ id: z.uuid() })) {}
export class InForceQuery extends createZodDto(
  z.strictObject({
    currency: currency.optional().describe('That of the company if not said'),
    at: moment.optional().describe('The moment; now if not said'),
  }),
) {}
