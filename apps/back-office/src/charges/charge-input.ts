import type { ChargesEntered, DataOf } from '@takings/contracts';
import { AmountTooLarge, type Line, type LineAmounts, lineAmounts } from '@takings/money';
import { z } from 'zod';
import {
  cardReference,
  column,
  control,
  day,
  decimal,
  email,
  inCurrency,
  numeric,
  PRINTABLE,
  upTo,
  WITH_LINE_BREAKS,
  WITHOUT_CONTROLS,
} from '../validation/checks';
import { type Fault, firstFault } from '../validation/first-fault';

/** A charge as it travels on: valid, amounts computed, each value written in one way only. */
export type Charge = DataOf<typeof ChargesEntered>['charges'][number];

/** What a charge is made of; a sale's lines and customer are held to the same. */
export const columns = {
  charge_ref: column('a unique reference of 1 to 64 printable signs', upTo(64, PRINTABLE, control)),
  customer_ref: column('the reference of the customer, 1 to 50 printable signs', upTo(50, PRINTABLE, control)),
  customer_name: column('the name of the payer, 1 to 255 signs', upTo(255, WITHOUT_CONTROLS, control)),
  customer_email: column('an e-mail address of at most 255 signs such as accounts@example.com', email),
  card_ref: column('the reference of a stored card, at most 64 printable signs, or nothing for no card', cardReference),
  description: column('what is charged for, 1 to 4,000 signs', upTo(4000, WITH_LINE_BREAKS, control)),
  quantity: column(
    'a decimal with a dot and up to 4 places, between -999999999.9999 and 999999999.9999',
    decimal('999999999.9999'),
    numeric,
  ),
  unit_price: column(
    'a net price of at least 0 with a dot and up to 4 places, at most 999999999.9999',
    decimal('999999999.9999', '0'),
    numeric,
  ),
  currency: column('the ISO 4217 code of a currency with two decimals such as GBP', inCurrency),
  vat_rate: column('VAT in percent between 0 and 100 with a dot and up to 4 places, such as 20', decimal('100', '0'), numeric),
  due_on: column('a day of the calendar written YYYY-MM-DD, from 1900 on', day),
};

/** Empty, null or absent: no card. */
export const cardOrNone = z.preprocess((raw) => (raw === '' ? null : raw), columns.card_ref.nullish());

/** In the documented order: the first column at fault is the one that is reported. */
export const COLUMNS = Object.keys(columns) as (keyof typeof columns)[];
export type Column = (typeof COLUMNS)[number];

/** One charge as a person or a script enters it, by JSON or as a row of a CSV file. An empty or absent `card_ref` means no card. */
export const ChargeInput = z.strictObject({ ...columns, card_ref: cardOrNone }).transform((row, context): Charge => {
  const line = lineOf({ quantity: row.quantity, unitPrice: row.unit_price, vatRate: row.vat_rate }, context);
  return {
    chargeRef: row.charge_ref,
    customerRef: row.customer_ref,
    customerName: row.customer_name,
    customerEmail: row.customer_email,
    cardRef: row.card_ref ?? null,
    currency: row.currency,
    description: row.description,
    ...line,
    dueOn: row.due_on,
  };
});

/** The terms of a line with their amounts; a fault is told to `context`. */
export function lineOf(terms: Line, context: z.RefinementCtx): Line & LineAmounts {
  try {
    return { ...terms, ...lineAmounts(terms) };
  } catch (error) {
    if (!(error instanceof AmountTooLarge)) throw error;
    // Both factors are fair by themselves; the larger is the likelier slip.
    const larger = Math.abs(Number(terms.quantity)) > Number(terms.unitPrice) ? 'quantity' : 'unit_price';
    context.addIssue({ code: 'custom', path: [larger], message: `${error.message}; expected a line of at most 999,999,999.99 net` });
    return z.NEVER;
  }
}

/** A charge, or the first column at fault and why. */
export function readCharge(row: unknown): Charge | Fault {
  const parsed = ChargeInput.safeParse(row);
  return parsed.success ? parsed.data : firstFault(parsed.error, row, 'a charge', columns);
}
