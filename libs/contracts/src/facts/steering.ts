import { z } from 'zod';
import { fact } from '../fact';
import { attempt, bill, filing, invoiceRef, minor, moment, person } from './shapes';

/** What people decide about single invoices, and what the apps answer that know whether it can be. */

const turn = z.int().positive().describe('The how many-th decision about debiting this invoice it is; of two the later counts');
const because = z.string().min(1).describe('The reason that person gave');
const reason = z.string().min(1).describe('Why, in a sentence a finance manager understands');

export const InvoiceHoldRequested = fact(
  'invoice.hold-requested',
  1,
  'A person wants the card not to be debited until somebody lets the invoice go on.',
  { ...invoiceRef, turn, requestedBy: person('Who put it on hold'), because },
  { about: 'invoiceId' },
);

export const InvoiceHoldLifted = fact(
  'invoice.hold-lifted',
  1,
  'A person lets an invoice that was on hold go on.',
  { ...invoiceRef, turn, liftedBy: person('Who let it go on') },
  { about: 'invoiceId' },
);

export const InvoiceVoidRequested = fact(
  'invoice.void-requested',
  1,
  'A person wants to take the invoice back before it is paid.',
  {
    ...invoiceRef,
    ...filing,
    turn,
    currency: bill.currency,
    totalMinor: bill.totalMinor,
    requestedBy: person('Who takes it back'),
    because,
  },
  { about: 'invoiceId' },
);

export const DebitStopped = fact(
  'invoice.debit-stopped',
  1,
  'The card will not be debited until the invoice is let go on, and no charge of it is under way.',
  { ...invoiceRef, turn },
  { about: 'invoiceId' },
);

export const DebitNotStopped = fact(
  'invoice.debit-not-stopped',
  1,
  'It was too late to stop the debit: a charge was sent to the bank before, or the invoice is paid.',
  { ...invoiceRef, turn, reason },
  { about: 'invoiceId' },
);

export const InvoiceVoidCleared = fact(
  'invoice.void-cleared',
  1,
  'It is certain that the card was not debited and will not be, so the invoice may be taken back in Xero.',
  {
    ...invoiceRef,
    ...filing,
    turn,
    currency: bill.currency,
    totalMinor: bill.totalMinor,
    requestedBy: person('Who takes it back'),
    because,
  },
  { about: 'invoiceId' },
);

export const InvoiceVoided = fact(
  'invoice.voided',
  1,
  'The invoice was taken back: it stands as voided in Xero, and the card is never debited.',
  { ...invoiceRef, ...filing, turn },
  { about: 'invoiceId' },
);

export const InvoiceVoidRefused = fact(
  'invoice.void-refused',
  1,
  'Xero did not let the invoice be taken back; the card is not debited until somebody decides.',
  { ...invoiceRef, ...filing, turn, reason },
  { about: 'invoiceId' },
);

export const DebitResumed = fact(
  'invoice.debit-resumed',
  1,
  'An invoice whose debit had come while it was on hold was let go on; its card is debited now.',
  {
    ...bill,
    ...filing,
    amountDueMinor: minor('What Xero says is to be paid: the amount that is charged'),
    pdfSha256: z.string().length(64).describe('SHA-256 of the PDF as sent, in hex'),
    possiblyTwice: z.boolean().describe('True when the mail may have arrived twice'),
  },
  { about: 'invoiceId' },
);

export const BankAsked = fact(
  'invoice.bank-asked',
  1,
  'The bank was asked what became of a debit, and there is no final answer yet.',
  {
    ...bill,
    ...attempt,
    answer: z
      .enum(['no-answer', 'not-found', 'held', 'could-not-ask'])
      .describe('No clear answer, no record of it, held for review, or the question could not be put'),
    gatewayCode: z.string().nullable().describe("The gateway's error code, null when there was no answer"),
    bankCode: z.string().nullable().describe("The acquirer's response code, when one came"),
    askedAt: moment('When it was asked'),
    nextAskAt: moment('When the bank is asked next'),
  },
  { about: 'invoiceId' },
);

export const InvoiceResendRequested = fact(
  'invoice.resend-requested',
  1,
  'A person wants the mail with the invoice sent once more.',
  {
    ...invoiceRef,
    sending: z.int().min(2).describe('The how many-th sending of it that is; 2 is the first that a person asked for'),
    customerName: bill.customerName,
    customerEmail: bill.customerEmail,
    requestedBy: person('Who wants it sent'),
  },
  { about: 'invoiceId' },
);

export const InvoiceResent = fact(
  'invoice.resent',
  1,
  'The mail with the invoice was sent once more, word for word as before, or it could not be.',
  {
    ...invoiceRef,
    sending: z.int().min(2).describe('The how many-th sending of it that was'),
    customerEmail: bill.customerEmail,
    outcome: z.enum(['sent', 'refused', 'unknown']).describe('What the mail server said; unknown when it fell silent'),
    reason: z.string().nullable().describe('Why it was not sent; null when it was'),
  },
  { about: 'invoiceId' },
);
