import type { ApprovalInput } from '../../api/settings';
import { decimalText } from '../../formats/money';

export interface LimitDraft {
  readonly currency: string;
  /** Major units, as typed. */
  readonly amount: string;
}

export interface ApprovalDraft {
  readonly automatic: boolean;
  readonly automaticUpTo: readonly LimitDraft[];
  readonly persons: 'one' | 'two-above' | 'two';
  readonly onePersonUpTo: readonly LimitDraft[];
  /** Whether two persons stop a run above a limit. */
  readonly secondStops: boolean;
  readonly stopUpTo: readonly LimitDraft[];
  readonly approvers: ApprovalInput['approvers'];
}

type Limits = ApprovalInput['automaticUpTo'];

const FIRST: readonly LimitDraft[] = [{ currency: 'GBP', amount: '' }];
const drafts = (limits: Limits): readonly LimitDraft[] =>
  limits.map(({ currency, totalMinor }) => ({ currency, amount: decimalText({ minor: totalMinor, currency }) }));

export function draftOf({ automaticUpTo, onePersonUpTo, stopUpTo, approvers }: ApprovalInput): ApprovalDraft {
  return {
    automatic: automaticUpTo.length > 0,
    automaticUpTo: automaticUpTo.length > 0 ? drafts(automaticUpTo) : FIRST,
    persons: onePersonUpTo === null ? 'one' : onePersonUpTo.length > 0 ? 'two-above' : 'two',
    onePersonUpTo: onePersonUpTo && onePersonUpTo.length > 0 ? drafts(onePersonUpTo) : FIRST,
    secondStops: stopUpTo !== null,
    stopUpTo: stopUpTo && stopUpTo.length > 0 ? drafts(stopUpTo) : FIRST,
    approvers,
  };
}

type Refused = { readonly field: string; readonly fault: string };

/** What is sent, or the field that stops it, by the name that the API gives it. */
export function policyOf(draft: ApprovalDraft): ApprovalInput | Refused {
  const { automatic, automaticUpTo, persons, onePersonUpTo, secondStops, approvers } = draft;
  const alone = automatic ? limitsOf('automaticUpTo', automaticUpTo) : [];
  if ('fault' in alone) return alone;
  const one = persons === 'one' ? null : persons === 'two' ? [] : limitsOf('onePersonUpTo', onePersonUpTo);
  if (one && 'fault' in one) return one;
  const stopUpTo = secondStops ? limitsOf('stopUpTo', draft.stopUpTo) : null;
  if (stopUpTo && 'fault' in stopUpTo) return stopUpTo;
  return { automaticUpTo: alone, onePersonUpTo: one, stopUpTo, approvers };
}

const AMOUNT = /^\d{1,9}(\.\d{1,2})?$/;

function limitsOf(field: string, limits: readonly LimitDraft[]): Limits | Refused {
  const wrong = limits.findIndex(({ amount }) => !AMOUNT.test(amount.trim()));
  if (wrong >= 0)
    return { field: `${field}.${wrong}.totalMinor`, fault: 'Expected an amount with a dot and up to two places, such as 5000.' };
  const twice = limits.findIndex(({ currency }, at) => limits.findIndex((one) => one.currency === currency) < at);
  if (twice >= 0) return { field: `${field}.${twice}.totalMinor`, fault: `${limits[twice]!.currency} has a limit already.` };
  return limits.map(({ currency, amount }) => ({ currency, totalMinor: minorOf(amount.trim()) }));
}

/** Digits are moved, never multiplied. */
function minorOf(amount: string): number {
  const [whole = '', fraction = ''] = amount.split('.');
  return Number(`${whole}${fraction.padEnd(2, '0')}`);
}
