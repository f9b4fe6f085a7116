import type { Invoice } from '../../api/invoices';
import { moment } from '../../formats/times';
import { DEBIT_FAILURES } from '../../pieces/invoice-words';

export interface WhatNext {
  readonly tone: 'ask' | 'bad' | 'warn' | 'mute' | 'ok';
  /** What happened to the money. */
  readonly title: string;
  /** What comes next, and who acts. */
  readonly says: string;
}

type Known = Pick<
  Invoice,
  'state' | 'debitFailure' | 'nextAskAt' | 'attempts' | 'hold' | 'takingBack' | 'refused' | 'onHold' | 'needsYou' | 'paidAt' | 'recordedAt'
>;

/** One sentence about the money, and one with what comes next. */
export function whatNext(invoice: Known): WhatNext {
  const { state, takingBack, hold } = invoice;
  if (state === 'paid') return paid(invoice);
  if (state === 'voided')
    return { tone: 'mute', title: 'It was taken back.', says: `${takingBack?.by ?? 'Somebody'} took it back; the card is never debited.` };
  if (state === 'uncertain' || state === 'held') return asking(invoice);
  if (takingBack && !takingBack.refusal)
    return {
      tone: 'mute',
      title: 'It is being taken back.',
      says: `${takingBack.by} asked for it at ${moment(takingBack.at)}. It is certain only once Xero has answered.`,
    };
  if (takingBack?.refusal && invoice.onHold && !hold)
    return {
      tone: 'bad',
      title: 'It could not be taken back.',
      says: `${takingBack.refusal} Its card is not debited until somebody lets it go on or takes it back.`,
    };
  if (hold)
    return {
      tone: 'mute',
      title: 'The card is not debited for now.',
      says: `${hold.by} put it on hold at ${moment(hold.at)}: ${hold.because}`,
    };
  return onItsWay(invoice);
}

const paid = ({ paidAt, recordedAt }: Known): WhatNext => ({
  tone: 'ok',
  title: 'The card was debited.',
  says: `${paidAt ? `The money came at ${moment(paidAt)}. ` : ''}${recordedAt ? `The payment stands in Xero since ${moment(recordedAt)}.` : 'The payment is being recorded in Xero.'}`,
});

function asking({ state, nextAskAt, attempts }: Known): WhatNext {
  const next = nextAskAt ? `, next at ${moment(nextAskAt)}` : '';
  if (state === 'held')
    return {
      tone: 'ask',
      title: 'The debit is held for review.',
      says: `Asking the bank${next}. It is released or cancelled at Secure Trading; until then nobody can take this payment a second time.`,
    };
  const sent = attempts.find(({ asked }) => !asked);
  const since = sent ? `We sent the debit at ${moment(sent.at)} and the bank gave no clear answer. ` : '';
  return {
    tone: 'ask',
    title: 'We do not know yet whether the money moved.',
    says: `${since}Asking the bank${next}. Until it has answered nobody can take this payment a second time.`,
  };
}

function onItsWay({ state, debitFailure, refused, needsYou }: Known): WhatNext {
  const nothing = 'Nothing has been debited.';
  if (refused) return { tone: 'bad', title: nothing, says: `${refused.reason} It waits for you to put that right.` };
  switch (state) {
    case 'debit-failed':
      return {
        tone: 'warn',
        title: nothing,
        says: `${sentence(DEBIT_FAILURES[debitFailure ?? ''] ?? 'The card was refused')}. The customer is told by mail and arranges the payment with you.`,
      };
    case 'withheld':
      return {
        tone: 'bad',
        title: nothing,
        says: 'A credit is proposed for it, so its card is not debited by itself. Take it back, or settle the credit in Xero.',
      };
    case 'rejected':
      return { tone: 'bad', title: nothing, says: 'Xero refused its data.' };
    case 'undeliverable':
      return { tone: 'bad', title: nothing, says: 'The mail server refused the address.' };
  }
  if (needsYou) return { tone: 'bad', title: nothing, says: 'It has stopped and waits for you in the stuck list.' };
  const next = { issued: 'It waits for its turn in Xero.', filed: 'It is e-mailed next.', mailed: 'Its card is debited next.' }[
    state as 'issued'
  ];
  return { tone: 'mute', title: nothing, says: next };
}

const sentence = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);
