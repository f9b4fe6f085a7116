import { z } from 'zod';
import { minorOf } from './amounts';
import { textsOf } from './problem';

/** What we read of Xero's answers; all else is ignored. Xero requires almost nothing of itself, and neither do we of an element that failed. */
const ValidationErrors = z.array(z.object({ Message: z.string().optional(), Description: z.string().optional() })).nullish();
const amount = z.number().transform((value, context) => {
  const minor = minorOf(value);
  if (minor !== undefined) return minor;
  context.issues.push({ code: 'custom', input: value, message: 'not an amount of two places' });
  return z.NEVER;
});
const id = z.string().nullish();

export const ContactElement = z.object({
  ContactID: id,
  ContactNumber: id,
  ContactStatus: id,
  StatusAttributeString: id,
  ValidationErrors,
});
export type ContactElement = z.output<typeof ContactElement>;

export const PaymentElement = z.object({
  PaymentID: id,
  Reference: id,
  Status: id,
  Amount: amount.nullish(),
  StatusAttributeString: id,
  ValidationErrors,
});
export type PaymentElement = z.output<typeof PaymentElement>;

export const InvoiceElement = z.object({
  InvoiceID: id,
  InvoiceNumber: id,
  Reference: id,
  Status: id,
  CurrencyCode: id,
  Total: amount.nullish(),
  AmountDue: amount.nullish(),
  Payments: z.array(PaymentElement).nullish(),
  StatusAttributeString: id,
  ValidationErrors,
});
export type InvoiceElement = z.output<typeof InvoiceElement>;

/** What Xero found wrong with one element, as one text; undefined when it took it. */
export function faultOf(element: {
  StatusAttributeString?: string | null;
  ValidationErrors?: z.output<typeof ValidationErrors>;
}): string | undefined {
  const texts = textsOf(element.ValidationErrors);
  if (texts.length > 0) return texts.join(' ');
  return element.StatusAttributeString === 'ERROR' ? 'Xero gave no reason' : undefined;
}
