import {
  IconBuildingBank,
  IconCalendarOff,
  IconCashBanknoteOff,
  IconFileAlert,
  type Icon,
  IconMailOff,
  IconPlugConnectedX,
  IconReceiptRefund,
  IconSearchOff,
  IconUserExclamation,
} from '@tabler/icons-react';
import type { StuckAction, StuckItem } from '../../api/stuck';
import { count } from '../../formats/counts';
import { money } from '../../formats/money';
import { moment } from '../../formats/times';
import type { Tone } from '../../pieces/badge';

interface Look {
  readonly icon: Icon;
  readonly tone: Tone;
}

const LOOKS: Readonly<Record<StuckItem['kind'], Look>> = {
  rejected: { icon: IconFileAlert, tone: 'bad' },
  undeliverable: { icon: IconMailOff, tone: 'bad' },
  uncertain: { icon: IconBuildingBank, tone: 'ask' },
  asking: { icon: IconBuildingBank, tone: 'ask' },
  held: { icon: IconCalendarOff, tone: 'ask' },
  withheld: { icon: IconCashBanknoteOff, tone: 'warn' },
  credit: { icon: IconReceiptRefund, tone: 'warn' },
  poison: { icon: IconPlugConnectedX, tone: 'warn' },
  unroutable: { icon: IconPlugConnectedX, tone: 'warn' },
  failed: { icon: IconPlugConnectedX, tone: 'bad' },
};

export function lookOf({ kind, about, cause }: Pick<StuckItem, 'kind' | 'about' | 'cause'>): Look {
  if (about === 'sale') return { icon: IconSearchOff, tone: 'warn' };
  return cause.endsWith('contact') ? { icon: IconUserExclamation, tone: 'bad' } : LOOKS[kind];
}

const OUTCOMES: Readonly<Record<string, string>> = {
  retried: 'Sent again',
  discarded: 'Let go',
  'came-right': 'Came right by itself',
};

/** Who is to act, or when it goes on by itself. */
export function whoOrWhen(item: StuckItem, person: { readonly id: string }, now: number): string {
  if (item.settled) return `${OUTCOMES[item.settled.outcome] ?? 'Settled'}, ${moment(item.settled.at)}`;
  if (item.decision) return item.decision.action === 'retry' ? 'Being sent again' : 'Being let go';
  if (item.waits === 'itself') return item.nextAt && Date.parse(item.nextAt) > now ? `Next try ${moment(item.nextAt)}` : 'Being asked';
  if (item.asked) return `Second person, asked by ${item.asked.by}`;
  if (item.owner) return item.owner.id === person.id ? 'You' : `${item.owner.name}, since ${moment(item.owner.since)}`;
  return item.can.some(({ action, whyNot }) => action === 'take' && whyNot === null) ? 'You' : item.for;
}

export const riskOf = ({ currency, riskMinor }: Pick<StuckItem, 'currency' | 'riskMinor'>) =>
  money(currency ? { currency, minor: riskMinor } : null);

export const sumsInWords = (risk: readonly { readonly currency: string; readonly minor: number }[]): string =>
  risk.length === 0 ? money(null) : risk.map(money).join(' + ');

/** "Castle Quay Dental · INV-20502" */
export const aboutInWords = ({ customer, label, factType }: StuckItem): string =>
  [customer, label].filter(Boolean).join(' · ') || (factType ? 'An event' : 'A message');

export interface Verb {
  /** On the button. */
  readonly says: string;
  /** On the button while it works. */
  readonly working: string;
  /** Once it is done; the time follows. */
  readonly done: string;
}

export const VERBS: Readonly<Record<StuckAction, Verb>> = {
  retry: { says: 'Send again', working: 'Sending…', done: 'Sent again' },
  discard: { says: 'Let go', working: 'Letting go…', done: 'Let go' },
  confirm: { says: 'Agree, let it go', working: 'Letting go…', done: 'Let go' },
  withdraw: { says: 'Keep it', working: 'Keeping…', done: 'Kept' },
  give: { says: 'Give to…', working: 'Giving…', done: 'Given' },
  take: { says: 'Take', working: 'Taking…', done: 'Taken' },
  note: { says: 'Add a note', working: 'Adding…', done: 'Noted' },
};

export const verbOf = (action: StuckAction, { kind, secondPerson }: Pick<StuckItem, 'kind' | 'secondPerson'>): Verb => {
  if (action === 'discard' && secondPerson) return { says: 'Ask to let go', working: 'Asking…', done: 'Asked a second person' };
  if ((action === 'discard' || action === 'confirm') && (kind === 'withheld' || kind === 'credit'))
    return { says: 'It is dealt with', working: 'Saving…', done: 'Dealt with' };
  return VERBS[action];
};

/** After these it is off the list. */
export const SETTLES: ReadonlySet<StuckAction> = new Set(['retry', 'discard', 'confirm']);

export const TABS = [
  ['all', 'All'],
  ['you', 'For you'],
  ['itself', 'Waiting by itself'],
  ['others', 'With somebody else'],
  ['settled', 'Settled today'],
] as const;

export const named = (name: string, items: number | undefined) => (items === undefined ? name : `${name} ${count(items)}`);
