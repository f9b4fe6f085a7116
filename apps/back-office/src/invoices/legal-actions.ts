import { hasRole, type Person, rolesInWords } from '@takings/runtime/http';
import type { INVOICE_STATES } from './invoice.view';

export const INVOICE_ACTIONS = ['add-note', 'tell-me', 'correct', 'send-again', 'hold', 'release', 'take-back'] as const;
export type InvoiceAction = (typeof INVOICE_ACTIONS)[number];
export type InvoiceState = (typeof INVOICE_STATES)[number];

/** What the actions of an invoice are decided by; as the server has it locked, or as a page shows it. */
export interface InvoiceStanding {
  readonly state: InvoiceState;
  readonly filed: boolean;
  readonly mailed: boolean;
  readonly holdBy: string | null;
  /** Somebody has asked for it to be taken back, and there is no answer yet. */
  readonly takingBackBy: string | null;
  /** Xero did not let it be taken back, so its card is not debited until somebody decides. */
  readonly stoppedByRefusal: boolean;
  readonly sendingAgainBy: string | null;
  /** Whoever asks wants to be told when it is settled. */
  readonly watched: boolean;
  /** What was refused of it and waits for a person; null when nothing does. */
  readonly refused: { readonly decidedBy: string | null } | null;
}

type Refusal = string | null;

/** Who steers invoices. */
export const STEERS_INVOICES = ['finance-manager', 'finance-approver'] as const;

/** Why somebody may not do it now, in a sentence; null when they may. What the console offers and what the server refuses are this table. */
export const whyNot: Readonly<Record<InvoiceAction, (invoice: InvoiceStanding, person: Person) => Refusal>> = {
  'add-note': (_, person) => byRole(person),
  'tell-me': (invoice, person) => byRole(person) ?? settled(invoice) ?? (invoice.watched ? 'You will be told when it is settled.' : null),
  correct: (invoice, person) => byRole(person) ?? over(invoice) ?? beingTakenBack(invoice) ?? correctable(invoice),
  'send-again': (invoice, person) =>
    byRole(person) ??
    (invoice.state === 'voided' ? over(invoice) : null) ??
    beingTakenBack(invoice) ??
    (invoice.mailed ? null : 'It has not been e-mailed yet.') ??
    (invoice.sendingAgainBy ? `${invoice.sendingAgainBy} has asked for it already; it is being sent.` : null),
  hold: (invoice, person) =>
    byRole(person) ??
    over(invoice) ??
    asking(invoice) ??
    beingTakenBack(invoice) ??
    stopped(invoice) ??
    notDebitedAnyMore(invoice) ??
    (invoice.holdBy ? `${invoice.holdBy} has put it on hold already.` : null),
  release: (invoice, person) =>
    byRole(person) ??
    over(invoice) ??
    asking(invoice) ??
    beingTakenBack(invoice) ??
    (invoice.holdBy || invoice.stoppedByRefusal ? null : 'It is not on hold.'),
  'take-back': (invoice, person) => byRole(person) ?? over(invoice) ?? asking(invoice) ?? beingTakenBack(invoice) ?? standsInXero(invoice),
};

const byRole = (person: Person): Refusal => (hasRole(person, STEERS_INVOICES) ? null : `This is for ${rolesInWords(STEERS_INVOICES)}.`);

const over = ({ state }: InvoiceStanding): Refusal =>
  state === 'paid' ? 'It is paid.' : state === 'voided' ? 'It has been taken back.' : null;

const settled = (invoice: InvoiceStanding): Refusal =>
  over(invoice) ?? (invoice.state === 'debit-failed' ? 'Its card could not be debited; that is settled.' : null);

/** Nothing about the money while nobody knows whether it moved. */
const asking = ({ state }: InvoiceStanding): Refusal =>
  state === 'uncertain' || state === 'held'
    ? 'The bank is being asked what became of its debit; until it has answered nothing is changed.'
    : null;

const beingTakenBack = ({ takingBackBy }: InvoiceStanding): Refusal =>
  takingBackBy ? `${takingBackBy} takes it back; that is under way.` : null;

const stopped = ({ stoppedByRefusal }: InvoiceStanding): Refusal =>
  stoppedByRefusal ? 'It is on hold, since it was to be taken back.' : null;

const notDebitedAnyMore = ({ state }: InvoiceStanding): Refusal => {
  if (state === 'debit-failed') return 'Its card could not be debited, and is not tried again by itself.';
  return state === 'withheld' ? 'Its card is not debited, since a credit is proposed.' : null;
};

function correctable({ refused }: InvoiceStanding): Refusal {
  if (!refused) return 'Nothing about it was refused.';
  return refused.decidedBy ? `${refused.decidedBy} has decided about it already; it is on its way.` : null;
}

const standsInXero = ({ state, filed }: InvoiceStanding): Refusal => {
  if (!filed) return 'It does not stand in Xero yet.';
  return state === 'filed' ? 'It is just being e-mailed; wait until that is done.' : null;
};
