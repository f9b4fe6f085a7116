import { hasRole, type Person, type Role, rolesInWords } from '@takings/runtime/http';
import { DESKS, type Desk } from './desks';
import { isSeenHere, type StuckRow } from './stuck-row';

export const ITEM_ACTIONS = ['retry', 'discard', 'confirm', 'withdraw', 'give', 'take', 'note'] as const;
export type ItemAction = (typeof ITEM_ACTIONS)[number];

/** What is decided by, as the server has it locked, or as a page shows it. */
export type Standing = Pick<
  StuckRow,
  | 'kind'
  | 'desk'
  | 'round'
  | 'open'
  | 'actions'
  | 'outcome'
  | 'settled_by'
  | 'decided_round'
  | 'decided_action'
  | 'decided_by'
  | 'decided_at'
  | 'owner_id'
  | 'owner'
  | 'asked_round'
  | 'asked_by_id'
  | 'asked_by'
>;

type Refusal = string | null;
type Rule = (item: Standing, person: Person) => Refusal;

/** Why somebody may not do it now, in a sentence; null when they may. What the console offers and what the server refuses are this table. */
export const whyNot: Readonly<Record<ItemAction, Rule>> = {
  retry: (item, person) => byRole(item, person) ?? settled(item) ?? underWay(item) ?? possible(item, 'retry') ?? withAnother(item, person),
  discard: (item, person) =>
    byRole(item, person) ??
    settled(item) ??
    underWay(item) ??
    possible(item, 'discard') ??
    withAnother(item, person) ??
    (isAsked(item) ? `${item.asked_by} has asked to let it go; that needs a second person.` : null),
  confirm: (item, person) =>
    byRole(item, person) ?? settled(item) ?? underWay(item) ?? notAsked(item) ?? (item.asked_by_id === person.id ? SELF : null),
  withdraw: (item, person) => byRole(item, person) ?? settled(item) ?? underWay(item) ?? notAsked(item),
  give: (item, person) => byRole(item, person) ?? settled(item) ?? underWay(item),
  take: (item, person) =>
    byRole(item, person) ?? settled(item) ?? underWay(item) ?? (item.owner_id === person.id ? 'You have this already.' : null),
  note: (item, person) => byRole(item, person),
};

const SELF = 'You asked for it; it needs a second person.';

export const rolesOf = ({ desk }: Pick<StuckRow, 'desk'>): readonly Role[] => DESKS[desk as Desk] ?? DESKS.platform;

/** The discarding of this round was asked for and waits for a second person. */
export const isAsked = ({ asked_round, round }: Pick<StuckRow, 'asked_round' | 'round'>): boolean => asked_round === round;

const byRole: Rule = (item, person) => (hasRole(person, rolesOf(item)) ? null : `This is for ${rolesInWords(rolesOf(item))}.`);

const settled = ({ open, outcome, settled_by }: Standing): Refusal =>
  open ? null : `This item was ${outcome === 'came-right' ? 'settled: it came right by itself' : `${outcome} by ${settled_by}`}`;

const underWay = ({ decided_round, round, decided_by, decided_action, decided_at }: Standing): Refusal =>
  decided_round === round ? `${decided_by} decided to ${decided_action} it on ${decided_at?.toISOString()}; that is under way` : null;

function possible({ kind, actions }: Standing, action: 'retry' | 'discard'): Refusal {
  if (actions.includes(action)) return null;
  if (kind === 'uncertain' || kind === 'asking')
    return 'A charge that may have reached the bank is asked after, never repeated; it comes right when the bank has answered';
  if (isSeenHere(kind)) return 'This cannot be sent again; say that it is dealt with when it is';
  if (actions.length === 0) return 'Nobody has to decide this item: it comes right by itself, and then says so';
  const only = actions.includes('retry') ? 'tried again' : 'discarded';
  return `This item cannot be ${action === 'retry' ? 'tried again' : 'discarded'}; it can only be ${only}`;
}

const withAnother: Rule = ({ owner_id, owner }, { id }) =>
  owner_id === null || owner_id === id ? null : `${owner} is working on this. Take it first.`;

const notAsked = (item: Standing): Refusal => (isAsked(item) ? null : 'Nobody has asked to let it go.');
