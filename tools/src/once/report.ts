import type { Imported } from '../product/views';
import { hasEnded, type Outcome } from './outcome';

export interface Sums {
  readonly invoicedMinor: number;
  readonly paidMinor: number;
  readonly outstandingMinor: number;
}

/** What became of one import and its run. Amounts are integer minor units. */
export interface Report {
  /** Rows that were accepted. */
  readonly charges: number;
  readonly rejectedRows: Imported['rejectedRows'];
  readonly invoices: number;
  readonly filed: number;
  readonly mailed: number;
  readonly paid: number;
  readonly paymentsRecorded: number;
  readonly notified: number;
  /** How many cards could not be debited, by reason. */
  readonly debitFailed: Readonly<Record<string, number>>;
  /** Invoices that wait for a person. */
  readonly parked: number;
  /** Customers whose charges sum to zero or less. */
  readonly credits: number;
  readonly totals: Readonly<Record<string, Sums>>;
  /** Whether the providers' books and ours agree. */
  readonly reconciled: boolean;
}

export interface Told {
  readonly imported: Pick<Imported, 'charges' | 'rejectedRows'>;
  readonly credits: number;
  readonly outcomes: readonly Outcome[];
  readonly reconciled: boolean;
}

export function reportOn({ imported, credits, outcomes, reconciled }: Told): Report {
  const count = (is: (outcome: Outcome) => boolean) => outcomes.filter(is).length;
  return {
    charges: imported.charges,
    rejectedRows: imported.rejectedRows,
    invoices: outcomes.length,
    filed: count(({ filed }) => filed),
    mailed: count(({ mailed }) => mailed),
    paid: count(({ paidMinor }) => paidMinor > 0),
    paymentsRecorded: count(({ paymentRecorded }) => paymentRecorded),
    notified: count(({ notified }) => notified),
    debitFailed: countBy(outcomes.flatMap(({ failure }) => failure ?? [])),
    parked: count(({ waitsForPerson }) => waitsForPerson),
    credits,
    totals: totalsOf(outcomes),
    reconciled,
  };
}

/** What the report cannot account for, each in a sentence. Empty when every invoice has come to an end that somebody knows of. */
export function unaccounted(outcomes: readonly Outcome[], issued: number): string[] {
  const open = outcomes.filter((outcome) => !hasEnded(outcome));
  const overpaid = outcomes.filter(({ paidMinor, totalMinor }) => paidMinor > totalMinor);
  const twice = outcomes.length - new Set(outcomes.map(({ invoiceNumber }) => invoiceNumber)).size;
  return [
    ...(outcomes.length === issued ? [] : [`The run issued ${issued} invoices; ${outcomes.length} are known.`]),
    ...(twice === 0 ? [] : [`${twice} invoice numbers are listed twice.`]),
    ...open.map(({ invoiceNumber }) => `${invoiceNumber} has not come to its end.`),
    ...overpaid.map(({ invoiceNumber }) => `${invoiceNumber} was debited more than its total.`),
  ];
}

function totalsOf(outcomes: readonly Outcome[]): Record<string, Sums> {
  const totals: Record<string, Sums> = {};
  for (const { currency, totalMinor, paidMinor } of outcomes) {
    const { invoicedMinor = 0, paidMinor: paid = 0 } = totals[currency] ?? {};
    const sums = { invoicedMinor: invoicedMinor + totalMinor, paidMinor: paid + paidMinor };
    totals[currency] = { ...sums, outstandingMinor: sums.invoicedMinor - sums.paidMinor };
  }
  return totals;
}

function countBy(values: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1;
  return counts;
}
