import { createHash } from 'node:crypto';
import type { StuckKind } from './stuck-row';

interface Stopped {
  readonly stage: string;
  readonly kind: StuckKind;
  /** What happened, in the words of the app that stopped. */
  readonly reason: string;
}

interface Known {
  readonly slug: string;
  readonly title: string;
  /** What to do about it. */
  readonly advice: string;
  readonly says: RegExp;
  readonly stages?: readonly string[];
}

/** Causes that have a name of their own; the first that fits counts. */
const KNOWN: readonly Known[] = [
  {
    slug: 'archived-contact',
    title: 'Xero says the contact is archived',
    advice: 'Restore the contact in Xero, then send it again.',
    says: /is archived in xero|contact.*archived|archived.*contact/i,
  },
  {
    slug: 'same-name',
    title: 'Another contact in Xero has this name',
    advice: 'Rename the other contact in Xero, then send it again.',
    says: /another contact in xero is already named/i,
  },
  {
    slug: 'address-refused-by-xero',
    title: 'Xero refuses the e-mail address',
    advice: 'Correct the address, then send it again.',
    says: /xero refuses the e-?mail/i,
  },
  {
    slug: 'account',
    title: 'Xero does not take the account',
    advice: 'Set an account that Xero has, then send all of them again.',
    says: /account code/i,
  },
  {
    slug: 'tax',
    title: 'Xero does not take the tax rate',
    advice: 'Set a tax type that Xero has, then send all of them again.',
    says: /tax ?type|tax rate|VAT/i,
    stages: ['file-in-xero'],
  },
  {
    slug: 'too-large',
    title: 'The invoice is too large for Xero',
    advice: 'Take charges back until it fits, or enter it in Xero by hand.',
    says: /too large|more than xero/i,
    stages: ['file-in-xero'],
  },
  {
    slug: 'not-ours',
    title: 'Xero has another invoice of this number',
    advice: 'Put it right in Xero, then send it again.',
    says: /stands in xero/i,
  },
  {
    slug: 'no-mailbox',
    title: 'E-mail address does not exist',
    advice: 'Ask the customer for the right address, correct it and send it again.',
    says: /refused the address/i,
  },
  {
    slug: 'mail-too-large',
    title: 'The mail is too large',
    advice: 'The mail server of the customer takes smaller mails only.',
    says: /larger than the mail server/i,
  },
  {
    slug: 'mail-unknown',
    title: 'Nobody knows whether the mail arrived',
    advice: 'Ask the customer whether it arrived before you send it again.',
    says: /nobody knows whether the mail server took/i,
  },
  { slug: 'killed', title: 'It ended the program that worked on it', advice: 'For platform engineers.', says: /^It ended its process/ },
];

/** What has no name of its own is called by where it stopped and how. */
const BY_STAGE: Readonly<Record<string, string>> = {
  'file-in-xero/rejected': 'Xero refuses the invoice',
  'record-payment/rejected': 'Xero refuses the payment',
  'mail-invoice/undeliverable': 'The invoice could not be mailed',
  'notify-payer/undeliverable': 'Payment notice came back',
  'charge-card/rejected': 'The payment page refuses our request',
  'charge-card/uncertain': 'Asking the bank, for long',
  'charge-card/held': 'The debit is held for review',
  'ask-bank/asking': 'Asking the bank',
  'credit/withheld': 'Not debited: the sale was taken back',
  'credit/credit': 'Invoiced, and the sale was taken back',
  'look-up-company/poison': 'Company could not be looked up',
  'look-up-company/failed': 'Company look-up not reachable',
  'check-credit/poison': 'Credit could not be checked',
  'check-credit/failed': 'Credit check not reachable',
  'find-addresses/poison': 'Addresses could not be found',
  'find-addresses/failed': 'Address search not reachable',
  'file-in-xero/failed': 'Could not be filed in Xero',
  'mail-invoice/failed': 'Could not be mailed',
  'charge-card/failed': 'Could not be debited, by a fault of ours',
  'record-payment/failed': 'Payment could not be recorded in Xero',
  'notify-payer/failed': 'The payer could not be told',
};
const BY_KIND: Readonly<Record<StuckKind, string>> = {
  poison: 'An event that makes no sense here',
  failed: 'Could not be worked on',
  unroutable: 'An event that nobody takes',
  rejected: 'Refused',
  undeliverable: 'A mail came back',
  uncertain: 'Asking the bank, for long',
  held: 'Held for review',
  asking: 'Asking the bank',
  withheld: 'Not debited: the sale was taken back',
  credit: 'Invoiced, and the sale was taken back',
};
const ADVICE: Readonly<Partial<Record<StuckKind, string>>> = {
  poison: 'What came cannot be worked on as it is. Platform engineers see why.',
  uncertain: 'Ask Secure Trading’s support. Takings goes on asking, and goes on by itself when there is an answer.',
  held: 'Release or cancel it at Secure Trading within seven days; Takings notices.',
  asking: 'Takings asks the bank by itself. Nothing is debited before it has answered.',
  withheld: 'Write a credit note in Xero, or collect what is left in another way; then say that it is dealt with.',
  credit: 'Give the money back or write a credit note in Xero; then say that it is dealt with.',
  undeliverable: 'Correct the address, then send it again.',
  rejected: 'Put right what was refused, then send it again.',
  failed: 'Send it again; when it comes back, tell platform engineers.',
};

/**
 * What makes items one group: where it stopped, how, and why. It is said once, when an item arrives. A reason without a name of its own is
 * stripped of all that differs from one item to the next.
 */
export function causeOf({ stage, kind, reason }: Stopped): string {
  const known = KNOWN.find(({ says, stages }) => says.test(reason) && (!stages || stages.includes(stage)));
  if (known) return `${stage}/${kind}/${known.slug}`;
  return SELF_EXPLAINING.has(kind) ? `${stage}/${kind}` : `${stage}/${kind}/${shortHash(templateOf(reason))}`;
}

/** Their reasons tell of single charges. */
const SELF_EXPLAINING: ReadonlySet<StuckKind> = new Set(['uncertain', 'held', 'asking', 'withheld', 'credit']);

export function titleOf(cause: string): string {
  const { stage, kind, known } = read(cause);
  return known?.title ?? BY_STAGE[`${stage}/${kind}`] ?? BY_KIND[kind] ?? 'Could not be worked on';
}

export function adviceOn(cause: string): string | null {
  const { kind, known } = read(cause);
  return known?.advice ?? ADVICE[kind] ?? null;
}

function read(cause: string) {
  const [stage = '', kind = 'failed', slug] = cause.split('/') as [string, StuckKind, string?];
  return { stage, kind, known: KNOWN.find((one) => one.slug === slug) };
}

/** Names, numbers, addresses, codes and dates are what differs. */
export const templateOf = (reason: string): string =>
  reason
    .toLowerCase()
    .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '#')
    .replace(/\S+@\S+/g, '@')
    .replace(/"[^"]*"|“[^”]*”|'[^']*'/g, '""')
    .replace(/\S*\d\S*/g, '#')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 160);

const shortHash = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 10);
