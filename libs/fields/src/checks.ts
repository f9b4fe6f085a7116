import { CURRENCIES, canonicalDecimal, DECIMAL_PLACES, decimalsOf, isDecimal, parseDecimal } from '@takings/money';
import { z } from 'zod';
import { hasCardNumber } from './card-number';
import { readEmail } from './email';
import { notText, shown } from './text-faults';

export type Check = (text: string) => { readonly value: string } | { readonly fault: string };

/** One column. What comes is trimmed and checked; the message says what is wrong and what is expected. */
export function column(expected: string, check: Check, from: z.ZodType<unknown, unknown> = z.string()) {
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
export const upTo =
  (limit: number, pattern: RegExp, otherwise: string): Check =>
  (text) => {
    if (text.length > limit) return { fault: `is ${text.length} signs long` };
    return pattern.test(text) ? { value: text } : { fault: otherwise };
  };

export const PRINTABLE = /^\P{C}+$/u;
export const WITHOUT_CONTROLS = /^\P{Cc}+$/u;
export const WITH_LINE_BREAKS = /^[\P{Cc}\n\r\t]+$/u;
export const control = 'has a control character';

/** A card number must reach nobody here: it is refused before anything is kept, and the message does not repeat it. */
export const cardReference: Check = (text) => {
  if (hasCardNumber(text)) return { fault: 'holds what looks like a card number, which must never be entered here' };
  return upTo(64, PRINTABLE, control)(text);
};

export const decimal =
  (limit: string, lowest?: string): Check =>
  (text) => {
    if (!isDecimal(text)) return { fault: `is ${shown(text)}` };
    const units = parseDecimal(text);
    const fits = units <= parseDecimal(limit) && units >= parseDecimal(lowest ?? `-${limit}`);
    return fits ? { value: canonicalDecimal(text) } : { fault: `is ${shown(text)}` };
  };

export const inCurrency: Check = (text) => {
  const code = text.toUpperCase();
  if (CURRENCIES.has(code)) return { value: code };
  const decimals = decimalsOf(code);
  return {
    fault: decimals === undefined ? `is ${shown(text)}, which is no currency in use` : `is ${code}, which has ${decimals || 'no'} decimals`,
  };
};

export const email: Check = (text) => {
  const outcome = readEmail(text);
  return 'address' in outcome ? { value: outcome.address } : { fault: `${shown(text)} ${outcome.fault}` };
};

export const isDay = (text: string) => /^(19|[2-9]\d)\d\d-\d\d-\d\d$/.test(text) && z.iso.date().safeParse(text).success;

export const day: Check = (text) => {
  return isDay(text) ? { value: text } : { fault: `is ${shown(text)}` };
};

export const numeric = z.union([z.string(), z.number()], { error: 'is neither text nor a number; expected a decimal' });

/** Far beyond any honest amount, and a sum of very many stays a safe integer. */
const MONEY_LIMIT = '999999999.99';
const IN_MINOR = 10n ** BigInt(DECIMAL_PLACES - 2);

const minorOf =
  (expected: string, lowest: string) =>
  (raw: string, context: z.RefinementCtx): number => {
    const units = isDecimal(raw) ? parseDecimal(raw) : undefined;
    const fits = units !== undefined && units % IN_MINOR === 0n && units >= parseDecimal(lowest) && units <= parseDecimal(MONEY_LIMIT);
    if (fits) return Number(units / IN_MINOR);
    context.addIssue({ code: 'custom', message: `is ${shown(raw)}; expected ${expected}` });
    return z.NEVER;
  };

const AMOUNT = `an amount above 0 with a dot and up to 2 places, at most ${MONEY_LIMIT}`;
const SIGNED_AMOUNT = `an amount with a dot and up to 2 places, between -${MONEY_LIMIT} and ${MONEY_LIMIT}`;
const asText = (text: string) => ({ value: text });

/** Major units as text or a number, in minor units afterwards. */
export const money = column(AMOUNT, asText, numeric).transform(minorOf(AMOUNT, '0.01')).describe(AMOUNT);
export const signedMoney = column(SIGNED_AMOUNT, asText, numeric)
  .transform(minorOf(SIGNED_AMOUNT, `-${MONEY_LIMIT}`))
  .describe(SIGNED_AMOUNT);

/** Of what a person changes: nobody overwrites what another has saved meanwhile without having seen it. */
export const seenRevision = z.int().positive().optional().describe('The revision that was seen; 409 when another one holds by now');
