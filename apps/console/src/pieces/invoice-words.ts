import {
  type Icon,
  IconAlertTriangle,
  IconArrowBackUp,
  IconBuildingBank,
  IconCircleCheck,
  IconCreditCardOff,
  IconHourglass,
  IconMailOff,
  IconUserExclamation,
} from '@tabler/icons-react';
import type { Invoice } from '../api/customers';
import type { Tone } from './badge';

export type InvoiceState = Invoice['state'];

/** What a page must know of an invoice to say how it stands. */
export type StandingInvoice = Pick<Invoice, 'state' | 'needsYou' | 'filedAt' | 'mailedAt' | 'paidAt' | 'notifiedAt'> &
  Partial<Pick<Invoice, 'debitFailure' | 'customerEmail' | 'invoiceNumber'>>;

interface StateLook {
  readonly tone: Tone;
  readonly icon: Icon;
  readonly words: string;
}

/** How an invoice stands, in the words that are the same everywhere. */
export const INVOICE_STATES: Readonly<Record<InvoiceState, StateLook>> = {
  issued: { tone: 'mute', icon: IconHourglass, words: 'Waiting its turn' },
  filed: { tone: 'mute', icon: IconHourglass, words: 'Waiting to be e-mailed' },
  mailed: { tone: 'mute', icon: IconHourglass, words: 'Waiting to be debited' },
  uncertain: { tone: 'ask', icon: IconBuildingBank, words: 'Asking the bank' },
  held: { tone: 'ask', icon: IconBuildingBank, words: 'Held at the bank for review' },
  withheld: { tone: 'bad', icon: IconUserExclamation, words: 'Not debited: a credit is proposed' },
  paid: { tone: 'ok', icon: IconCircleCheck, words: 'Paid' },
  'debit-failed': { tone: 'warn', icon: IconCreditCardOff, words: 'Could not be debited' },
  rejected: { tone: 'bad', icon: IconAlertTriangle, words: 'Data refused by Xero' },
  undeliverable: { tone: 'bad', icon: IconMailOff, words: 'Could not be e-mailed' },
  voided: { tone: 'mute', icon: IconArrowBackUp, words: 'Taken back' },
};

/** Why a card was not debited, as it stands behind "Could not be debited:". */
export const DEBIT_FAILURES: Readonly<Record<string, string>> = {
  'no-card': 'no card',
  'insufficient-funds': 'not enough money on the card',
  declined: 'the bank declined it',
  expired: 'the card has ended',
  'card-blocked': 'the card is lost, stolen or blocked',
  'card-unusable': 'the stored card cannot be used',
  'authentication-required': 'the customer must confirm it',
  'refer-to-bank': 'the customer must speak to the bank',
};

/** "Could not be debited: no card". */
export function stateWords({ state, debitFailure }: Pick<StandingInvoice, 'state' | 'debitFailure'>): string {
  const { words } = INVOICE_STATES[state];
  const why = state === 'debit-failed' && debitFailure ? DEBIT_FAILURES[debitFailure] : undefined;
  return why ? `${words}: ${why}` : words;
}
