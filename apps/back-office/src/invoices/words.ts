import type {
  BankAsked,
  CreditProposed,
  DataOf,
  DebitFailed,
  DebitHeld,
  DebitUncertain,
  DebitWithheld,
  InvoiceDue,
  InvoiceFiled,
  InvoiceMailed,
  InvoicePaid,
  InvoiceRejected,
  InvoiceUndeliverable,
  PayerNotified,
  PayerUnreachable,
  PaymentRecorded,
} from '@takings/contracts';
import { formatMoney } from '@takings/money';

/** One entry of an invoice's timeline. */
export interface Words {
  readonly words: string;
  readonly reason?: string;
}

type Failure = DataOf<typeof DebitFailed>['failure'];

const FAILURES: Readonly<Record<Failure, string>> = {
  'no-card': 'no card is attached to the customer',
  'insufficient-funds': 'the card has insufficient funds',
  declined: 'the bank declined it',
  expired: 'the card has expired',
  'card-blocked': 'the card was reported lost, stolen or blocked',
  'card-unusable': 'the stored card cannot be used for this',
  'authentication-required': 'the bank wants the customer to confirm it',
  'refer-to-bank': 'the bank asks the customer to get in touch with it',
};

const TOLD: Readonly<Record<DataOf<typeof PayerNotified>['kind'], string>> = { debited: 'the card was debited', ...FAILURES };

const BANK_SAID: Readonly<Record<DataOf<typeof BankAsked>['answer'], string>> = {
  'no-answer': 'The bank was asked, no clear answer yet',
  'not-found': 'The bank was asked and has no record of the debit yet',
  held: 'The gateway was asked: still held for review',
  'could-not-ask': 'The bank could not be asked',
};

const codes = ({ gatewayCode, bankCode }: { gatewayCode: string | null; bankCode: string | null }) =>
  [gatewayCode && `gateway code ${gatewayCode}`, bankCode && `bank code ${bankCode}`].filter(Boolean).join(', ');
const withCodes = (text: string, answer: { gatewayCode: string | null; bankCode: string | null }) =>
  codes(answer) ? `${text} (${codes(answer)})` : text;
const twice = (possiblyTwice: boolean) => (possiblyTwice ? ', possibly twice' : '');

const sentences = {
  'invoice.due.v1': (d: DataOf<typeof InvoiceDue>): Words => ({
    words: `Issued over ${formatMoney(d.totalMinor, d.currency)}, ${d.lines.length} ${d.lines.length === 1 ? 'line' : 'lines'}`,
  }),
  'invoice.filed.v1': (d: DataOf<typeof InvoiceFiled>): Words => ({
    words: `Filed in Xero; ${formatMoney(d.amountDueMinor, d.currency)} to be paid`,
  }),
  'invoice.rejected.v1': (d: DataOf<typeof InvoiceRejected>): Words => ({ words: 'Not filed in Xero', reason: d.reason }),
  'invoice.mailed.v1': (d: DataOf<typeof InvoiceMailed>): Words => ({ words: `Mailed to ${d.customerEmail}${twice(d.possiblyTwice)}` }),
  'invoice.undeliverable.v1': (d: DataOf<typeof InvoiceUndeliverable>): Words => ({
    words: `Could not be mailed to ${d.customerEmail}`,
    reason: d.reason,
  }),
  'invoice.paid.v1': (d: DataOf<typeof InvoicePaid>): Words => ({
    words: `${formatMoney(d.paidMinor, d.currency)} debited from the card, gateway reference ${d.transactionReference}`,
  }),
  'invoice.debit-failed.v1': (d: DataOf<typeof DebitFailed>): Words => ({
    words: 'The card was not debited',
    reason: withCodes(FAILURES[d.failure], d),
  }),
  'invoice.debit-uncertain.v1': (d: DataOf<typeof DebitUncertain>): Words => ({
    words: 'The debit was sent, and the bank gave no clear answer',
    reason: codes(d) || 'no answer came',
  }),
  'invoice.debit-held.v1': (d: DataOf<typeof DebitHeld>): Words => ({
    words: 'The debit is held for review at the gateway',
    reason: codes(d) || undefined,
  }),
  'invoice.bank-asked.v1': (d: DataOf<typeof BankAsked>): Words => ({ words: BANK_SAID[d.answer], reason: codes(d) || undefined }),
  'invoice.debit-withheld.v1': (d: DataOf<typeof DebitWithheld>): Words => ({
    words: 'The card was not debited and will not be by itself, since a credit is proposed',
    reason: d.reason,
  }),
  'credit.proposed.v1': (d: DataOf<typeof CreditProposed>): Words => ({
    words: `Credit of ${formatMoney(d.creditMinor, d.currency)} proposed: the sale ${d.saleRef} was taken back`,
    reason: d.reason,
  }),
  'payment.recorded.v1': (d: DataOf<typeof PaymentRecorded>): Words => ({
    words: `Payment of ${formatMoney(d.paidMinor, d.currency)} recorded in Xero`,
  }),
  'payer.notified.v1': (d: DataOf<typeof PayerNotified>): Words => ({ words: `Payer told: ${TOLD[d.kind]}${twice(d.possiblyTwice)}` }),
  'payer.unreachable.v1': (d: DataOf<typeof PayerUnreachable>): Words => ({
    words: `Payer could not be told: ${TOLD[d.kind]}`,
    reason: d.reason,
  }),
};

/** A fact as finance reads it. */
export function wordsOf(type: string, data: unknown): Words {
  return sentences[type as keyof typeof sentences](data as never);
}
