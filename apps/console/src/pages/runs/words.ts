import type { Group, ProposedInvoice, Run, RunAction } from '../../api/runs';
import { count, counted } from '../../formats/counts';
import { type Amount, money } from '../../formats/money';
import { day } from '../../formats/times';

type Total = { readonly currency: string; readonly totalMinor: number };

/** "£36,421.20", in several currencies "€100.00 + £36,421.20". */
export const sumOf = (totals: readonly Total[]): string =>
  amountsOf(totals.map(({ currency, totalMinor }) => ({ currency, minor: totalMinor })));
export const amountsOf = (amounts: readonly Amount[]): string => (amounts.length === 0 ? '–' : amounts.map(money).join(' + '));

export const invoices = (size: number): string => counted(size, 'invoice');

/** "Tuesday run" of `2026-11-17`. */
export const nameOf = ({ runOn }: Pick<Run, 'runOn'>): string =>
  `${new Intl.DateTimeFormat('en-GB', { weekday: 'long', timeZone: 'UTC' }).format(new Date(`${runOn}T00:00:00Z`))} run`;

/** What somebody may do now; what is missing here the server would refuse. */
export const runCan = ({ actions }: Pick<Run, 'actions'>, wanted: RunAction): boolean =>
  actions.some(({ action, whyNot }) => action === wanted && whyNot === null);
export const whyNot = ({ actions }: Pick<Run, 'actions'>, wanted: RunAction): string | null =>
  actions.find(({ action }) => action === wanted)?.whyNot ?? null;

/** In the order in which they are looked at. */
export const GROUPS: Readonly<Record<Group, string>> = {
  'three-times-usual': 'Amount far from usual',
  'duplicate-looking': 'Looks like a charge made twice',
  'missing-vat-number': 'VAT number missing',
  'no-card': 'No card on file',
  'first-invoice': 'First invoice of a customer',
  'zero-or-negative': 'Nothing to pay',
};
export const GROUP_ORDER = Object.keys(GROUPS) as Group[];

const TIMES = ['', '', 'twice', 'three times', 'four times', 'five times', 'six times', 'seven times', 'eight times', 'nine times'];

/** Why an invoice is among those to look at, and what is known beside it. */
export function reasonOf(group: Group, invoice: ProposedInvoice): { readonly why: string; readonly detail?: string } {
  const figures = invoice.anomalies.find(({ kind }) => kind === group);
  const { currency } = invoice;
  if (group === 'three-times-usual' && figures?.usualMinor) {
    const times = invoice.totalMinor / figures.usualMinor;
    const often =
      TIMES[Math.round(times)] && Math.abs(times - Math.round(times)) < 0.05 ? TIMES[Math.round(times)] : `${times.toFixed(1)} times`;
    return {
      why: `Usually ${money({ minor: figures.usualMinor, currency })} – ${often} as much`,
      detail: `Over the last ${invoices(figures.overInvoices ?? 1)}`,
    };
  }
  if (group === 'duplicate-looking') {
    return {
      why: `${counted(figures?.charges ?? 1, 'charge')} the same as one that is there already`,
      detail: figures?.amountMinor === undefined ? undefined : `They come to ${money({ minor: figures.amountMinor, currency })}`,
    };
  }
  return REASONS[group];
}

const REASONS: Readonly<Record<Group, { readonly why: string; readonly detail?: string }>> = {
  'three-times-usual': { why: 'Three times the usual amount or more' },
  'duplicate-looking': { why: 'The same as one that is there already' },
  'missing-vat-number': { why: 'No VAT is charged and the customer has no VAT number', detail: 'Xero may refuse it' },
  'no-card': { why: 'Will be e-mailed', detail: 'No debit is tried' },
  'first-invoice': { why: 'This customer was never invoiced before' },
  'zero-or-negative': { why: 'Its charges come to zero or less', detail: 'Nothing is invoiced; the charges stay here' },
};

/** "+1.9 %" against the run before; nothing where they cannot be compared. */
export function againstLast({ totals, before }: Pick<Run, 'totals' | 'before'>): {
  readonly value: string;
  readonly says: string;
  readonly name: string;
} {
  if (!before) return { name: 'Against the last run', value: '–', says: 'There was none before' };
  const says = `${sumOf(before.totals)} · ${invoices(before.invoices)}`;
  const name = `Against ${day(before.runOn)}`;
  const [now, then] = [totals[0], before.totals[0]];
  const comparable = totals.length === 1 && before.totals.length === 1 && now?.currency === then?.currency && then && then.totalMinor > 0;
  if (!comparable || !now) return { name, value: '–', says };
  const percent = ((now.totalMinor - then.totalMinor) / then.totalMinor) * 100;
  const size = Math.abs(percent).toFixed(1);
  return { name, value: `${percent < 0 ? '−' : '+'}${size}%`, says };
}

/** "3 left out, £1,789.20. They come back in the next run." */
export const leftOutWords = ({ leftOut }: Pick<Run, 'leftOut'>): string =>
  leftOut.invoices === 0
    ? 'None is left out.'
    : `${count(leftOut.invoices)} left out, ${sumOf(leftOut.totals)}. ${leftOut.invoices === 1 ? 'It comes' : 'They come'} back in the next run.`;
