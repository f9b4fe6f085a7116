import { z } from 'zod';
import { fact } from '../fact';
import { attempt, bill, DEBIT_FAILURES, day, filing, lines, minor, moment } from './shapes';

const issued = { ...bill, issuedOn: day('The invoice date'), netMinor: minor('Sum before VAT'), vatMinor: minor('Sum of VAT'), lines };

const why = {
  reason: z.string().min(1).describe('Why, in a sentence a finance manager understands'),
};

const gateway = {
  gatewayCode: z.string().nullable().describe("The gateway's error code, null when there was no answer"),
  bankCode: z.string().nullable().describe("The acquirer's response code, when one came"),
};

export const InvoiceDue = fact('invoice.due', 1, 'An invoice was issued and is due to be filed, mailed and debited.', issued, {
  about: 'invoiceId',
  beginsLine: true,
});

export const InvoiceFiled = fact(
  'invoice.filed',
  1,
  'The invoice stands in Xero, approved, with the total we computed.',
  { ...issued, ...filing, amountDueMinor: minor('What Xero says is to be paid: the amount that is charged') },
  { about: 'invoiceId' },
);

export const InvoiceRejected = fact(
  'invoice.rejected',
  1,
  'Xero refused the invoice, or answered with another total than ours; it waits for a person.',
  { ...bill, ...why },
  { about: 'invoiceId' },
);

export const InvoiceMailed = fact(
  'invoice.mailed',
  1,
  "The payer's mail server took the invoice.",
  {
    ...bill,
    ...filing,
    amountDueMinor: minor('What Xero says is to be paid: the amount that is charged'),
    pdfSha256: z.string().length(64).describe('SHA-256 of the PDF as sent, in hex'),
    possiblyTwice: z.boolean().describe('True when an earlier sending may have arrived as well: SMTP cannot rule it out'),
  },
  { about: 'invoiceId' },
);

export const InvoiceUndeliverable = fact(
  'invoice.undeliverable',
  1,
  'The mail server refused the address for good; the invoice waits for a person.',
  { ...bill, ...why },
  { about: 'invoiceId' },
);

export const InvoicePaid = fact(
  'invoice.paid',
  1,
  'The card was debited for the whole amount due.',
  {
    ...bill,
    ...filing,
    ...attempt,
    paidMinor: minor('What the card was debited'),
    transactionReference: z.string().min(1).describe("The gateway's reference of the payment"),
    paidAt: moment('When the gateway booked it'),
  },
  { about: 'invoiceId' },
);

export const DebitFailed = fact(
  'invoice.debit-failed',
  1,
  'The card was not debited, and it is certain that it was not.',
  {
    ...bill,
    ...filing,
    attempt: z.int().nonnegative().describe('Which attempt it was; 0 when there was no card to try'),
    failure: z.enum(DEBIT_FAILURES).describe('Why the card could not be debited'),
    ...gateway,
  },
  { about: 'invoiceId' },
);

export const DebitUncertain = fact(
  'invoice.debit-uncertain',
  1,
  'The bank may or may not have debited the card; it is being asked, and nothing is repeated.',
  { ...bill, ...attempt, ...gateway, nextAskAt: moment('When the bank is asked next') },
  { about: 'invoiceId' },
);

export const DebitHeld = fact(
  'invoice.debit-held',
  1,
  'The gateway holds the authorised debit for review; it is neither paid nor failed.',
  { ...bill, ...attempt, ...gateway, nextAskAt: moment('When the gateway is asked next') },
  { about: 'invoiceId' },
);

export const DebitWithheld = fact(
  'invoice.debit-withheld',
  1,
  'The card was not debited and will not be by itself, since a credit was proposed first; it waits for a person.',
  { ...bill, ...filing, ...why, attempt: z.int().positive().describe('Which attempt was not made') },
  { about: 'invoiceId' },
);

export const PaymentRecorded = fact(
  'payment.recorded',
  1,
  'The payment stands in Xero against the invoice.',
  { ...bill, ...filing, paidMinor: minor('The amount recorded'), xeroPaymentId: z.string().min(1).describe("Xero's id of the payment") },
  { about: 'invoiceId' },
);

export const PayerNotified = fact(
  'payer.notified',
  1,
  'The payer was told by mail how the debit went.',
  {
    ...bill,
    kind: z.enum(['debited', ...DEBIT_FAILURES]).describe('What the payer was told'),
    possiblyTwice: z.boolean().describe('True when an earlier sending may have arrived as well'),
  },
  { about: 'invoiceId' },
);

export const PayerUnreachable = fact(
  'payer.unreachable',
  1,
  'The mail server refused the address for good, so the payer was not told; a person has to.',
  { ...bill, ...why, kind: z.enum(['debited', ...DEBIT_FAILURES]).describe('What the payer should have been told') },
  { about: 'invoiceId' },
);
