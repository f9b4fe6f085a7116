import { z } from 'zod';
import { personal, sensitive } from '../fact';

/** Fields that many facts share, each with the sentence that says what it means. */

/** Minor units (pence) of the currency beside it; a safe integer, far above any invoice. */
export const minor = (says: string) => z.int().describe(says);
export const currency = z
  .string()
  .regex(/^[A-Z]{3}$/)
  .describe('ISO 4217 code of all amounts in this fact');
export const day = (says: string) => z.iso.date().describe(says);
export const moment = (says: string) => z.iso.datetime().describe(says);

export const decimal = (says: string) =>
  z
    .string()
    .regex(/^-?\d+(\.\d{1,4})?$/)
    .describe(says);

export const payer = {
  customerRef: z.string().min(1).describe('The customer in the CRM'),
  customerName: personal(z.string().min(1).describe('Who pays, as on the invoice')),
  customerEmail: personal(z.string().min(3).describe('Where the payer reads mail')),
  cardRef: sensitive(z.string().min(1).nullable().describe('Reference of the stored card at the gateway; null when no card is attached')),
};

export const chargeTerms = {
  chargeRef: z.string().min(1).describe('Unique reference of the charge, given by whoever entered it'),
  description: z.string().describe('What is charged for, as printed on the invoice'),
  quantity: decimal('How many, up to four decimals, negative for a return'),
  unitPrice: decimal('Net price of one in major units, up to four decimals'),
  vatRate: decimal('VAT in percent'),
  netMinor: minor('Quantity times unit price, rounded to two places half away from zero'),
  vatMinor: minor('VAT of the net amount, rounded the same way'),
};

export const invoiceRef = {
  invoiceId: z.uuid().describe('Our id of the invoice'),
  invoiceNumber: z.string().min(1).max(22).describe('Our unique invoice number, the lasting protection against a second invoice'),
};

/** What every later stage needs to know of an invoice. */
export const bill = {
  ...invoiceRef,
  runId: z.uuid().describe('The run that issued the invoice'),
  ...payer,
  currency,
  totalMinor: minor('What the payer owes, VAT included'),
  dueOn: day('The day the payment is due'),
};

export const lines = z.array(z.object(chargeTerms)).min(1).describe('One line for each charge');

export const filing = {
  xeroInvoiceId: z.string().min(1).describe("Xero's id of the invoice"),
};

export const DEBIT_FAILURES = [
  'no-card',
  'insufficient-funds',
  'declined',
  'expired',
  'card-blocked',
  'card-unusable',
  'authentication-required',
  'refer-to-bank',
] as const;

export const attempt = {
  attempt: z.int().positive().describe('Which attempt at this invoice it was, from 1'),
  orderReference: z.string().min(1).max(25).describe('Our reference of the attempt at the gateway, unique for each attempt'),
};

export const person = (says: string) => personal(z.string().min(1).describe(says));
