import type { Invoice } from '../api/customers';
import { moment } from '../formats/times';
import { DEBIT_FAILURES, type StandingInvoice } from './invoice-words';

export type StageLook = 'done' | 'waiting' | 'on-its-way' | 'asking' | 'declined' | 'needs-you' | 'never';

export interface StageOfInvoice {
  readonly name: string;
  readonly look: StageLook;
  /** "13:06", "Asking the bank" */
  readonly words: string;
  /** "Next try 14:05", "accounts@acme.example" */
  readonly detail?: string;
}

export type StagedInvoice = StandingInvoice & Partial<Pick<Invoice, 'issuedAt' | 'nextAskAt' | 'onHold'>>;

/** The five stages of an invoice, each with how it stands. The earliest that is not done is where the invoice is. */
export function stagesOf(invoice: StagedInvoice): readonly StageOfInvoice[] {
  return [collected(invoice), inXero(invoice), mailed(invoice), debited(invoice), notified(invoice)];
}

const done = (name: string, at: string | null | undefined, detail?: string): StageOfInvoice => ({
  name,
  look: 'done',
  words: at ? moment(at) : 'Done',
  detail,
});

const collected = ({ issuedAt }: StagedInvoice) => done('Collected', issuedAt);

function inXero({ state, filedAt, mailedAt, paidAt, needsYou, invoiceNumber }: StagedInvoice): StageOfInvoice {
  const name = 'In Xero';
  if (filedAt || mailedAt || paidAt) return done(name, filedAt, invoiceNumber);
  if (state === 'rejected') return { name, look: 'needs-you', words: 'Needs you', detail: 'Xero refused the data' };
  if (needsYou) return { name, look: 'needs-you', words: 'Needs you' };
  return { name, look: 'on-its-way', words: 'Waiting its turn in Xero' };
}

function mailed({ state, filedAt, mailedAt, paidAt, needsYou, customerEmail }: StagedInvoice): StageOfInvoice {
  const name = 'E-mailed';
  if (mailedAt || paidAt) return done(name, mailedAt, customerEmail);
  if (state === 'voided') return { name, look: 'never', words: 'Not sent' };
  if (state === 'undeliverable') return { name, look: 'needs-you', words: 'Needs you', detail: 'The address was refused' };
  if (!filedAt) return { name, look: 'waiting', words: 'Waiting' };
  return needsYou ? { name, look: 'needs-you', words: 'Needs you' } : { name, look: 'on-its-way', words: 'On its way' };
}

function debited({ state, mailedAt, paidAt, needsYou, onHold, debitFailure, nextAskAt }: StagedInvoice): StageOfInvoice {
  const name = 'Card debited';
  if (paidAt) return done(name, paidAt);
  const next = nextAskAt ? `Next asked ${moment(nextAskAt)}` : undefined;
  if (state === 'uncertain') return { name, look: 'asking', words: 'Asking the bank', detail: next };
  if (state === 'held') return { name, look: 'asking', words: 'Held at the bank for review', detail: next };
  if (state === 'voided') return { name, look: 'never', words: 'Taken back', detail: 'Never debited' };
  if (state === 'withheld') return { name, look: 'needs-you', words: 'Needs you', detail: 'A credit is proposed' };
  if (state === 'debit-failed') {
    return { name, look: 'declined', words: 'Could not be debited', detail: sentence(debitFailure && DEBIT_FAILURES[debitFailure]) };
  }
  if (onHold) return { name, look: 'waiting', words: 'On hold', detail: 'Until somebody lets it go on' };
  if (!mailedAt) return { name, look: 'waiting', words: 'Waiting' };
  return needsYou ? { name, look: 'needs-you', words: 'Needs you' } : { name, look: 'on-its-way', words: 'Waiting its turn' };
}

function notified({ state, notifiedAt }: StagedInvoice): StageOfInvoice {
  const name = 'Payer notified';
  if (notifiedAt) return done(name, notifiedAt);
  if (state === 'paid' || state === 'debit-failed') return { name, look: 'on-its-way', words: 'On its way' };
  if (state === 'voided') return { name, look: 'never', words: 'Nothing to tell' };
  const asking = state === 'uncertain' || state === 'held';
  return { name, look: 'waiting', words: 'Waiting', detail: asking ? 'After the bank has answered' : undefined };
}

const sentence = (words: string | null | undefined) => (words ? words.charAt(0).toUpperCase() + words.slice(1) : undefined);
