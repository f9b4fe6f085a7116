import { createZodDto } from '@takings/runtime/http';
import { z } from 'zod';

export const INVOICE_STATES = [
  'issued',
  'filed',
  'mailed',
  'uncertain',
  'held',
  'withheld',
  'paid',
  'debit-failed',
  'rejected',
  'undeliverable',
] as const;

const moment = (says: string) => z.iso.datetime().nullable().describe(says);
const minor = (says: string) => z.int().describe(`${says}, in minor units`);

const summary = {
  invoiceId: z.uuid(),
  invoiceNumber: z.string(),
  runId: z.uuid(),
  state: z.enum(INVOICE_STATES),
  customerRef: z.string(),
  customerName: z.string(),
  customerEmail: z.string(),
  hasCard: z.boolean(),
  currency: z.string(),
  totalMinor: minor('What the payer owes, VAT included'),
  dueOn: z.iso.date(),
  debitFailure: z.string().nullable().describe('Why the card was not debited'),
  needsYou: z.boolean().describe('Something about it waits for a person'),
  nextAskAt: moment('When the bank is asked next; null unless it is being asked'),
  paidMinor: minor('What was debited').nullable(),
  filedAt: moment('Filed in Xero'),
  mailedAt: moment('Mailed'),
  paidAt: moment('Debited'),
  recordedAt: moment('Payment recorded in Xero'),
  notifiedAt: moment('Payer told how the debit went'),
};
export const Summary = z.object(summary);

const Line = z.object({
  chargeRef: z.string(),
  description: z.string(),
  quantity: z.string(),
  unitPrice: z.string().describe('Net, in major units'),
  vatRate: z.string().describe('In percent'),
  netMinor: minor('Before VAT'),
  vatMinor: minor('VAT'),
});

const Happening = z.object({
  at: z.iso.datetime(),
  words: z.string().describe('What happened'),
  fact: z.string().describe('The type of the fact'),
  reason: z.string().nullable().describe('Why, where there is a reason'),
});

const Invoice = z.object({
  ...summary,
  issuedOn: z.iso.date().nullable(),
  netMinor: minor('Before VAT').nullable(),
  vatMinor: minor('VAT').nullable(),
  amountDueMinor: minor('What Xero says is to be paid').nullable(),
  xeroInvoiceId: z.string().nullable(),
  transactionReference: z.string().nullable().describe("The gateway's reference of the payment"),
  lines: z.array(Line).describe('Empty until the fact with the lines has come'),
  timeline: z.array(Happening).describe('What happened, in the order it happened'),
});

export type InvoiceSummary = z.input<typeof Summary>;
export type InvoiceView = z.input<typeof Invoice>;

export class InvoiceDto extends createZodDto(Invoice) {}
export class InvoicePageDto extends createZodDto(
  z.object({ invoices: z.array(Summary), next: z.string().nullable().describe('Pass it as `after` for the next page; null on the last') }),
) {}
export class InvoiceParams extends createZodDto(z.object({ id: z.uuid() })) {}
export class InvoiceQuery extends createZodDto(
  z.strictObject({
    runId: z.uuid().optional(),
    state: z.enum(INVOICE_STATES).optional(),
    q: z.string().trim().max(100).optional().describe('Part of the number, the customer’s reference, name or e-mail address'),
    customer: z.string().trim().min(1).max(50).optional().describe('The reference of the customer'),
    after: z.string().max(22).optional().describe('The number of the last invoice of the page before'),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
) {}
