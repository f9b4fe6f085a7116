import type { MailKind } from './api/settings';
import type { Period } from './formats/calendar';

/** What an address says beside its path. Whatever is mistyped there counts as not said. */
type Said = Readonly<Record<string, unknown>>;

const PERIODS: readonly Period[] = ['day', 'week', 'month'];
const VIEWS = ['ranking', 'collected'] as const;

export interface BoardSearch {
  readonly period?: Period;
  /** `YYYY-MM-DD`; today when not said. */
  readonly on?: string;
  /** The moment to which the day is rewound, ISO 8601. */
  readonly at?: string;
  readonly currency?: string;
  readonly view?: (typeof VIEWS)[number];
  /** Whose place is explained. */
  readonly who?: string;
}

export const boardSearch = (said: Said): BoardSearch => ({
  period: oneOf(PERIODS, said.period),
  on: matching(/^\d{4}-\d{2}-\d{2}$/, said.on),
  at: matching(/^\d{4}-\d{2}-\d{2}T.+/, said.at),
  currency: matching(/^[A-Z]{3}$/, said.currency),
  view: oneOf(VIEWS, said.view),
  who: text(said.who),
});

export const teamsSearch = (said: Said): { readonly team?: string } => ({ team: text(said.team) });

export const peopleSearch = (said: Said): { readonly person?: string } => ({ person: text(said.person) });

export const tokensSearch = (said: Said): { readonly token?: 'new'; readonly revoke?: string } => ({
  token: oneOf(['new'], said.token),
  revoke: text(said.revoke),
});

export const signInSearch = (said: Said): { readonly to?: string; readonly refused?: string } => ({
  to: text(said.to),
  refused: text(said.refused),
});

export const screensSearch = (said: Said): { readonly screen?: string; readonly withdraw?: string } => ({
  screen: text(said.screen),
  withdraw: text(said.withdraw),
});

export const consultantsSearch = (said: Said): { readonly who?: string; readonly q?: string; readonly in?: string } => ({
  who: text(said.who),
  q: text(said.q),
  in: text(said.in),
});

export const runsSearch = (said: Said): { readonly ask?: 'yes' } => ({ ask: oneOf(['yes'], said.ask) });

const PROPOSED_SHOWS = [
  'all',
  'left-out',
  'three-times-usual',
  'duplicate-looking',
  'missing-vat-number',
  'no-card',
  'first-invoice',
  'zero-or-negative',
] as const;
/** Which of the proposed invoices of a run are listed; those to look at, by reason, when not said. */
export type ProposedShow = (typeof PROPOSED_SHOWS)[number];
const RUN_LISTS = ['not-finished', 'needs-you', 'not-debited'] as const;

export interface RunSearch {
  readonly show?: ProposedShow;
  readonly q?: string;
  /** Which of the issued invoices of a run are listed; all when not said. */
  readonly list?: (typeof RUN_LISTS)[number];
}

export const runSearch = (said: Said): RunSearch => ({
  show: oneOf(PROPOSED_SHOWS, said.show),
  q: text(said.q),
  list: oneOf(RUN_LISTS, said.list),
});

export const mySalesSearch = (said: Said): { readonly start?: 'new' } => ({ start: oneOf(['new'], said.start) });

export const teamSalesSearch = (said: Said): { readonly history?: string } => ({ history: text(said.history) });

export const flowVersionsSearch = (said: Said): { readonly migrate?: string; readonly retire?: string } => ({
  migrate: text(said.migrate),
  retire: text(said.retire),
});

export interface CustomersSearch {
  readonly q?: string;
  readonly state?: 'open' | 'closed';
  readonly new?: string;
}

export const customersSearch = (said: Said): CustomersSearch => ({
  q: text(said.q),
  state: oneOf(['open', 'closed'] as const, said.state),
  new: text(said.new),
});

export const customerSearch = (said: Said): { readonly sale?: string; readonly invoice?: string; readonly edit?: string } => ({
  sale: text(said.sale),
  invoice: text(said.invoice),
  edit: text(said.edit),
});

/** How an invoice may stand; on hold is beside its state. */
export const INVOICE_FILTERS = [
  'issued',
  'filed',
  'mailed',
  'uncertain',
  'held',
  'withheld',
  'paid',
  'debit-failed',
  'rejected',
  'undeliverable',
  'voided',
  'on-hold',
] as const;

export interface InvoicesSearch {
  readonly q?: string;
  readonly state?: (typeof INVOICE_FILTERS)[number];
  /** The id of a run, the reference of a customer. */
  readonly run?: string;
  readonly customer?: string;
}

export const invoicesSearch = (said: Said): InvoicesSearch => ({
  q: text(said.q),
  state: oneOf(INVOICE_FILTERS, said.state),
  run: text(said.run),
  customer: text(said.customer),
});

/** `mail`: the kind of the mail that is read. */
export const invoiceSearch = (said: Said): { readonly mail?: string } => ({ mail: text(said.mail) });

export const productsSearch = (said: Said): { readonly product?: string; readonly q?: string } => ({
  product: text(said.product),
  q: text(said.q),
});

/** `list`: the version that is looked at; `change`: the one from which another begins, or new. */
export const pricesSearch = (said: Said): { readonly list?: string; readonly change?: string } => ({
  list: text(said.list),
  change: text(said.change),
});

export const STUCK_TABS = ['all', 'you', 'itself', 'others', 'settled'] as const;

export interface StuckSearch {
  readonly tab?: (typeof STUCK_TABS)[number];
  readonly cause?: string;
  readonly run?: string;
  readonly sort?: 'money';
}

export const stuckSearch = (said: Said): StuckSearch => ({
  tab: oneOf(STUCK_TABS, said.tab),
  cause: text(said.cause),
  run: matching(/^[\da-f]{8}-[\da-f-]{27}$/, said.run),
  sort: oneOf(['money'] as const, said.sort),
});

const MAIL_KINDS: readonly MailKind[] = [
  'invoice',
  'debited',
  'no-card',
  'insufficient-funds',
  'declined',
  'expired',
  'card-blocked',
  'card-unusable',
  'authentication-required',
  'refer-to-bank',
];

export const mailsSearch = (said: Said): { readonly mail?: MailKind } => ({ mail: oneOf(MAIL_KINDS, said.mail) });
const CHARGE_STATES = ['waiting', 'in-run', 'invoiced', 'withdrawn'] as const;
const CHARGE_SOURCES = ['csv', 'api', 'crm', 'sale'] as const;

export interface ChargesSearch {
  readonly q?: string;
  readonly state?: (typeof CHARGE_STATES)[number];
  readonly source?: (typeof CHARGE_SOURCES)[number];
  /** The reference of the customer. */
  readonly customer?: string;
  /** The one that is looked at, and what is being done about it. */
  readonly charge?: string;
  readonly act?: 'edit' | 'withdraw';
}

export const chargesSearch = (said: Said): ChargesSearch => ({
  q: text(said.q),
  state: oneOf(CHARGE_STATES, said.state),
  source: oneOf(CHARGE_SOURCES, said.source),
  customer: text(said.customer),
  charge: matching(/^\d{1,15}$/, said.charge),
  act: oneOf(['edit', 'withdraw'] as const, said.act),
});

export const importsSearch = (said: Said): { readonly source?: 'csv' | 'crm' } => ({ source: oneOf(['csv', 'crm'] as const, said.source) });

export const uploadSearch = (said: Said): { readonly kind?: 'cards' } => ({ kind: oneOf(['cards'] as const, said.kind) });

export interface AuditSearch {
  readonly q?: string;
  readonly by?: string;
  readonly action?: string;
  /** The reference of a customer. */
  readonly customer?: string;
  /** Days, `YYYY-MM-DD`. */
  readonly from?: string;
  readonly to?: string;
}

export const auditSearch = (said: Said): AuditSearch => ({
  q: text(said.q),
  by: text(said.by),
  action: text(said.action),
  customer: text(said.customer),
  from: matching(/^\d{4}-\d{2}-\d{2}$/, said.from),
  to: matching(/^\d{4}-\d{2}-\d{2}$/, said.to),
});

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

/** A day or moment of that shape that is on the calendar, or another text of that shape. */
function matching(shape: RegExp, value: unknown): string | undefined {
  if (typeof value !== 'string' || !shape.test(value)) return undefined;
  return /^\d{4}-\d{2}-/.test(value) && Number.isNaN(Date.parse(value)) ? undefined : value;
}

const oneOf = <T extends string>(known: readonly T[], value: unknown): T | undefined => known.find((one) => one === value);
