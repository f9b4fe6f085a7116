import type { ChargesEntered, DataOf } from '@takings/contracts';
import { AmountTooLarge, CURRENCIES, canonicalDecimal, decimalsOf, isDecimal, lineAmounts, parseDecimal } from '@takings/money';
import { z } from 'zod';
import { hasCardNumber } from './card-number';
import { readEmail } from './email';
import { notText, shown } from './text-faults';

/** A charge as it travels on: valid, amounts computed, each value written in one way only. */
export type Charge = DataOf<typeof ChargesEntered>['charges'][number];

type Check = (text: string) => { readonly value: string } | { readonly fault: string };

/** One column. What comes is trimmed and checked; the message says what is wrong and what is expected. */
function column(expected: string, check: Check, from: z.ZodType<unknown, unknown> = z.string()) {
  return from
    .transform((raw, context) => {
      const text = String(raw).trim();
      const outcome = text === '' ? { fault: 'is missing' } : (notText(text) ?? check(text));
      if ('value' in outcome) return outcome.value;
      context.addIssue({ code: 'custom', message: `${outcome.fault}; expected ${expected}` });
      return z.NEVER;
    })
    .describe(expected);
}

/** Lengths are in UTF-16 units, as Xero and the gateway count. */
const upTo =
  (limit: number, pattern: RegExp, otherwise: string): Check =>
  (text) => {
    if (text.length > limit) return { fault: `is ${text.length} signs long` };
    return pattern.test(text) ? { value: text } : { fault: otherwise };
  };

const PRINTABLE = /^\P{C}+$/u;
const WITHOUT_CONTROLS = /^\P{Cc}+$/u;
const WITH_LINE_BREAKS = /^[\P{Cc}\n\r\t]+$/u;
const control = 'has a control character';

/** A card number must reach nobody here: it is refused before anything is kept, and the message does not repeat it. */
const cardReference: Check = (text) => {
  if (hasCardNumber(text)) return { fault: 'holds what looks like a card number, which must never be entered here' };
  return upTo(64, PRINTABLE, control)(text);
};

const decimal =
  (limit: string, lowest?: string): Check =>
  (text) => {
    if (!isDecimal(text)) return { fault: `is ${shown(text)}` };
    const units = parseDecimal(text);
    const fits = units <= parseDecimal(limit) && units >= parseDecimal(lowest ?? `-${limit}`);
    return fits ? { value: canonicalDecimal(text) } : { fault: `is ${shown(text)}` };
  };

const inCurrency: Check = (text) => {
  const code = text.toUpperCase();
  if (CURRENCIES.has(code)) return { value: code };
  const decimals = decimalsOf(code);
  return {
    fault: decimals === undefined ? `is ${shown(text)}, which is no currency in use` : `is ${code}, which has ${decimals || 'no'} decimals`,
  };
};

const email: Check = (text) => {
  const outcome = readEmail(text);
  return 'address' in outcome ? { value: outcome.address } : { fault: `${shown(text)} ${outcome.fault}` };
};

const day: Check = (text) => {
  const valid = /^(19|[2-9]\d)\d\d-\d\d-\d\d$/.test(text) && z.iso.date().safeParse(text).success;
  return valid ? { value: text } : { fault: `is ${shown(text)}` };
};

const numeric = z.union([z.string(), z.number()], { error: 'is neither text nor a number; expected a decimal' });

const columns = {
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

/** In the documented order: the first column at fault is the one that is reported. */
export const COLUMNS = Object.keys(columns) as (keyof typeof columns)[];
export type Column = (typeof COLUMNS)[number];

/** One charge as a person or a script enters it, by JSON or as a row of a CSV file. An empty or absent `card_ref` means no card. */
export const ChargeInput = z
  .strictObject({ ...columns, card_ref: z.preprocess((raw) => (raw === '' ? null : raw), columns.card_ref.nullish()) })
  .transform((row, context): Charge => {
    const terms = { quantity: row.quantity, unitPrice: row.unit_price, vatRate: row.vat_rate };
    try {
      return {
        chargeRef: row.charge_ref,
        customerRef: row.customer_ref,
        customerName: row.customer_name,
        customerEmail: row.customer_email,
        cardRef: row.card_ref ?? null,
        currency: row.currency,
        description: row.description,
        ...terms,
        ...lineAmounts(terms),
        dueOn: row.due_on,
      };
    } catch (error) {
      if (!(error instanceof AmountTooLarge)) throw error;
      // Both factors are fair by themselves; the larger is the likelier slip.
      const larger = Math.abs(Number(terms.quantity)) > Number(terms.unitPrice) ? 'quantity' : 'unit_price';
      context.addIssue({ code: 'custom', path: [larger], message: `${error.message}; expected a line of at most 999,999,999.99 net` });
      return z.NEVER;
    }
  });

export interface Fault {
  readonly column: string;
  readonly reason: string;
}

/** A charge, or the first column at fault and why. */
export function readCharge(row: unknown): Charge | Fault {
  const parsed = ChargeInput.safeParse(row);
  if (parsed.success) return parsed.data;
  return faultOf(parsed.error, row);
}

function faultOf({ issues }: z.ZodError, row: unknown): Fault {
  const [issue] = issues;
  if (issue?.code === 'unrecognized_keys') {
    const [key = ''] = issue.keys;
    return { column: key, reason: `${shown(key)} is no field of a charge; expected only ${COLUMNS.join(', ')}` };
  }
  const column = String(issue?.path[0] ?? '');
  if (issue?.code !== 'invalid_type') return { column, reason: issue?.message ?? 'is not valid' };
  if (column === '') return { column, reason: 'is not an object; expected a charge with its fields' };
  const value = (row as Record<string, unknown>)[column];
  const expected = columns[column as Column].description;
  return {
    column,
    reason: `${value === undefined || value === null ? 'is missing' : `is not text but ${typeof value}`}; expected ${expected}`,
  };
}
