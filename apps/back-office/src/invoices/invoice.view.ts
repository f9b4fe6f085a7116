import { createZodDto } from '@takings/runtime/http';
import { z } from 'zod';
import { columns } from '../charges/charge-input';
import { actionOf } from '../runs/proposed-invoice.view';
import { INVOICE_ACTIONS } from './legal-actions';

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
  'voided',
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
  onHold: z.boolean().describe('The card is not debited until somebody lets it go on'),
  needsYou: z.boolean().describe('Something about it waits for a person'),
  nextAskAt: moment('When the bank is asked next; null unless it is being asked'),
  paidMinor: minor('What was debited').nullable(),
  issuedAt: moment('Issued'),
  filedAt: moment('Filed in Xero'),
  mailedAt: moment('Mailed'),
  paidAt: moment('Debited'),
  recordedAt: moment('Payment recorded in Xero'),
  notifiedAt: moment('Payer told how the debit went'),
  voidedAt: moment('Taken back'),
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
  by: z.string().describe('The person who did it; Takings where nobody did'),
  words: z.string().describe('What happened'),
  fact: z.string().nullable().describe('The type of the fact; null where a person decided or noted something'),
  reason: z.string().nullable().describe('Why, where there is a reason'),
});

const BankAnswer = z.object({
  at: z.iso.datetime(),
  attempt: z.int().nonnegative().describe('Which attempt it is about; 0 when there was no card to try'),
  orderReference: z.string().nullable().describe('Our reference of the attempt'),
  asked: z.boolean().describe('It was a question about the attempt'),
  answer: z.string().describe('paid, why not, or what is not known'),
  gatewayCode: z.string().nullable().describe("The gateway's code"),
  bankCode: z.string().nullable().describe("The bank's code"),
  amountMinor: minor('What was to be debited').nullable(),
});

const told = { by: z.string(), at: z.iso.datetime(), because: z.string() };

const Invoice = z.object({
  ...summary,
  version: z.int().positive().describe('Each decision makes a new one; say it when you decide, so that you decide on what you have seen'),
  runOn: z.iso.date().nullable().describe('The day of its run'),
  customerId: z.uuid().nullable(),
  customerHasCard: z.boolean().describe('A card is stored for the customer now'),
  hold: z.object(told).nullable().describe('Who put it on hold'),
  takingBack: z
    .object({ ...told, refusal: z.string().nullable().describe('Why it was not; null while it is under way, or done') })
    .nullable()
    .describe('Who wants it taken back, or has'),
  refused: z.object({ reason: z.string(), stage: z.string() }).nullable().describe('What was refused of it and can be put right'),
  attempts: z.array(BankAnswer).describe('Attempts at the bank and questions about them, the newest first'),
  actions: z.array(actionOf(INVOICE_ACTIONS)).describe('What whoever asks may do now'),
  issuedOn: z.iso.date().nullable(),
  netMinor: minor('Before VAT').nullable(),
  vatMinor: minor('VAT').nullable(),
  amountDueMinor: minor('What Xero says is to be paid').nullable(),
  xeroInvoiceId: z.string().nullable(),
  transactionReference: z.string().nullable().describe("The gateway's reference of the payment"),
  lines: z.array(Line).describe('Empty until the fact with the lines has come'),
  timeline: z.array(Happening).describe('What happened, in the order it happened'),
});

const SettledForMe = z.object({
  waiting: z.int().nonnegative().describe('Invoices that you want to be told of and that are not settled'),
  settled: z
    .array(
      z.object({
        invoiceId: z.uuid(),
        invoiceNumber: z.string(),
        customerName: z.string(),
        state: z.enum(INVOICE_STATES),
        debitFailure: z.string().nullable(),
      }),
    )
    .describe('Those that are, until you have seen them'),
});
export type SettledForMe = z.input<typeof SettledForMe>;
export class SettledForMeDto extends createZodDto(SettledForMe) {}

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
    q: z
      .string()
      .trim()
      .max(100)
      .optional()
      .describe('Beginning or end of the number, or beginnings of words of the customer’s reference, name or e-mail address'),
    customer: z.string().trim().min(1).max(50).optional().describe('The reference of the customer'),
    onHold: z.literal('yes').optional().describe('Only those on hold'),
    order: z.enum(['number', 'newest']).default('number').describe('By number, or the newest number first'),
    after: z.string().max(22).optional().describe('The number of the last invoice of the page before'),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
) {}

const because = z.string().trim().min(1, 'expected the reason, for the history').max(500).describe('Why, for the history');
const version = z.int().positive().optional().describe('The version of the invoice that you have seen, to be refused another');
export class NoteDto extends createZodDto(
  z.strictObject({
    text: z.string().trim().min(1, 'expected what to note').max(1000).describe('The note'),
    noteId: z.uuid().describe('An id that you make; the same note sent twice is one'),
  }),
) {}
export class BecauseDto extends createZodDto(z.strictObject({ because, version })) {}
export class VersionDto extends createZodDto(z.strictObject({ version })) {}
export class CorrectDto extends createZodDto(
  z.strictObject({
    because,
    version,
    customerName: columns.customer_name.optional().describe('Who pays, as on the invoice; as it was if not said'),
    customerEmail: columns.customer_email.optional().describe('Where the payer reads mail; as it was if not said'),
  }),
) {}
