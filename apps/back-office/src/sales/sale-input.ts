import { createHash } from 'node:crypto';
import { createZodDto } from '@takings/runtime/http';
import { z } from 'zod';
import { cardOrNone, columns, lineOf } from '../charges/charge-input';
import { shown } from '../charges/text-faults';
import { column, control, PRINTABLE, upTo, WITH_LINE_BREAKS } from '../validation/checks';
import { nameOf } from '../validation/names';
import type { NewSale } from './new-sale';

/** A late sale is entered at most so long afterwards; what is older is imported. */
const LATE_DAYS = 7;
const DAY_MS = 86_400_000;
/** A client's clock may be ahead of ours by as much; what it calls now is then now. */
const CLOCK_SKEW_MS = 60_000;
const MOST_LINES = 100;
const REVENUE_LIMIT_MINOR = 99_999_999_999;

/** Its charges are called `<sale_ref>/<n>`, which must fit the reference of a charge. */
export const saleRef = column('a unique reference of 1 to 60 printable signs', upTo(60, PRINTABLE, control));
export const idempotencyKey = column('a key of 1 to 200 printable signs', upTo(200, PRINTABLE, control));
export const consultant = nameOf('a consultant, or the id').describe('The name or the id of the consultant');

const customer = z.strictObject({
  customer_ref: columns.customer_ref,
  name: columns.customer_name,
  email: columns.customer_email.optional().describe(`${columns.customer_email.description}; a sale that is lived through again needs none`),
  card_ref: cardOrNone,
});

const line = z
  .strictObject({
    description: columns.description,
    quantity: columns.quantity,
    unit_price: columns.unit_price,
    vat_rate: columns.vat_rate,
  })
  .transform((row, context) => ({
    description: row.description,
    ...lineOf({ quantity: row.quantity, unitPrice: row.unit_price, vatRate: row.vat_rate }, context),
  }));

const moment = z.iso.datetime({ offset: true, error: 'expected a moment such as 2026-11-21T09:30:00Z' });

/** Now or earlier. */
export const notAhead = moment.refine((text) => Date.parse(text) <= Date.now() + CLOCK_SKEW_MS, {
  error: ({ input }) => `is ${shown(String(input))}, which is still to come; expected now or a moment before`,
});

const soldAt = notAhead
  .refine((text) => Date.parse(text) >= Date.now() - LATE_DAYS * DAY_MS, {
    error: ({ input }) =>
      `is ${shown(String(input))}, more than ${LATE_DAYS} days ago; expected a moment since then, or an import for older sales`,
  })
  .describe(`When it was made, at most ${LATE_DAYS} days ago; now if not said`);

export const reason = column('why, in 1 to 1,000 signs', upTo(1000, WITH_LINE_BREAKS, control)).describe('Why, for the audit');

const Sale = z
  .strictObject({
    consultant,
    channel: z.enum(['online', 'offline']),
    customer,
    lines: z.array(line).min(1, 'expected at least one line').max(MOST_LINES, `expected at most ${MOST_LINES} lines`),
    currency: columns.currency,
    due_on: columns.due_on
      .optional()
      .describe('The day from which it may be invoiced, YYYY-MM-DD; a sale that is lived through again needs none'),
    sold_at: soldAt.optional(),
    sale_ref: saleRef.optional().describe('A unique reference; one is made if not said'),
    idempotency_key: idempotencyKey
      .optional()
      .describe('The same request with the same key is the same sale; or the header Idempotency-Key'),
    origin: z
      .enum(['sold', 'replayed'])
      .default('sold')
      .describe('replayed for a sale of an earlier day that is lived through again: it is never invoiced'),
  })
  .superRefine((sale, context) => {
    const issue = (path: string[], message: string) => context.addIssue({ code: 'custom', path, message });
    if (sale.origin === 'sold') {
      if (sale.customer.email === undefined) issue(['customer', 'email'], `is missing; expected ${columns.customer_email.description}`);
      if (sale.due_on === undefined) issue(['due_on'], `is missing; expected ${columns.due_on.description}`);
    }
    const revenueMinor = sumOf(sale.lines);
    if (revenueMinor <= 0) issue(['lines'], `come to ${shownAmount(revenueMinor)}; expected a total above 0`);
    if (revenueMinor > REVENUE_LIMIT_MINOR)
      issue(['lines'], `come to ${shownAmount(revenueMinor)}; expected a total of at most 999,999,999.99`);
  });

export class SaleInputDto extends createZodDto(Sale) {}
export class VoidDto extends createZodDto(z.strictObject({ reason })) {}

const sumOf = (lines: readonly { netMinor: number }[]) => lines.reduce((sum, { netMinor }) => sum + netMinor, 0);
const shownAmount = (minor: number) => (minor / 100).toFixed(2);

/** The sale as it travels on. `key` is that of the header. */
export function saleOf(input: SaleInputDto, key: string | undefined, actor: string): NewSale {
  const { customer: buyer, lines, currency } = input;
  const [first] = lines;
  return {
    saleRef: input.sale_ref ?? null,
    idempotencyKey: key ?? input.idempotency_key ?? null,
    content: contentOf(input),
    consultant: input.consultant,
    team: null,
    channel: input.channel,
    origin: input.origin,
    product: productOf(first!.description, lines.length),
    currency,
    revenueMinor: sumOf(lines),
    soldAt: new Date(Math.min(Date.now(), input.sold_at ? Date.parse(input.sold_at) : Number.POSITIVE_INFINITY)).toISOString(),
    customer: { customerRef: buyer.customer_ref, name: buyer.name, email: buyer.email ?? null, cardRef: buyer.card_ref ?? null },
    dueOn: input.due_on ?? null,
    lines: input.origin === 'sold' ? lines : [],
    actor,
  };
}

const PRODUCT_SHOWN = 120;

/** What was sold, in a few words. */
export function productOf(description: string, lines: number): string {
  const [words = ''] = description.split(/[\r\n]/);
  const short = words.length > PRODUCT_SHOWN ? `${words.slice(0, PRODUCT_SHOWN)}…` : words;
  return lines === 1 ? short : `${short} and ${lines - 1} more`;
}

/** What makes two requests the same sale: all that was asked for, but not its key. */
function contentOf({ idempotency_key: _key, ...asked }: SaleInputDto): Buffer {
  return createHash('sha256').update(JSON.stringify(asked)).digest();
}
