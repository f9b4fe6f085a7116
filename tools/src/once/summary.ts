import { formatMoney } from '@takings/money';
import type { Difference } from '../reconcile/reconcile';
import { type Outcome, standing } from './outcome';
import type { Report } from './report';

/** No list is longer on the screen; the report has all. */
const LISTED = 20;

export interface Summary {
  readonly report: Report;
  /** Charges that are due after the day of the run. */
  readonly waiting: number;
  readonly alreadyKnown: number;
  readonly rejectedCount: number;
  readonly outcomes: readonly Outcome[];
  readonly differences: readonly Difference[];
  readonly unaccounted: readonly string[];
}

/** What became of the import, for a finance manager. */
export function summaryText({ report, waiting, alreadyKnown, rejectedCount, outcomes, differences, unaccounted }: Summary): string {
  const forPerson = outcomes
    .filter(({ waitsForPerson }) => waitsForPerson)
    .map((outcome) => `${outcome.invoiceNumber} ${outcome.customerName}: ${standing(outcome)}`);
  return [
    '',
    ...table([
      ['Charges taken', report.charges],
      ...(alreadyKnown ? [['Already known', alreadyKnown] as const] : []),
      ['Rows rejected', rejectedCount],
      ...(waiting ? [['Charges left to another run', waiting] as const] : []),
      ['Invoices', report.invoices],
      ['Filed in Xero', report.filed],
      ['Mailed', report.mailed],
      ['Debited', report.paid],
      ['Payments in Xero', report.paymentsRecorded],
      ['Payers told', report.notified],
      ['Wait for a person', report.parked],
      ['Credits, not invoiced', report.credits],
    ]),
    ...section('Not debited', table(Object.entries(report.debitFailed).sort())),
    ...section(
      'Sums',
      Object.entries(report.totals).map(([currency, sums]) => `  ${sumsLine(currency, sums)}`),
    ),
    ...section(
      'Rejected rows',
      listed(
        report.rejectedRows.map(({ line, column, reason }) => `line ${line}, ${column}: ${reason}`),
        rejectedCount,
      ),
    ),
    ...section('Waiting for a person', listed(forPerson)),
    ...section('Unaccounted for', listed(unaccounted)),
    ...section(
      "Where the providers' books and ours differ",
      listed(differences.map(({ invoiceNumber, says }) => `${invoiceNumber} ${says}`)),
    ),
    '',
    report.reconciled ? "Reconciled: the providers' books and ours agree." : 'NOT reconciled.',
  ].join('\n');
}

const sumsLine = (currency: string, { invoicedMinor, paidMinor, outstandingMinor }: Report['totals'][string]) =>
  `${currency}  invoiced ${formatMoney(invoicedMinor, currency)}, paid ${formatMoney(paidMinor, currency)}, outstanding ${formatMoney(outstandingMinor, currency)}`;

function table(rows: readonly (readonly [string, number])[]): string[] {
  const widest = Math.max(0, ...rows.map(([name]) => name.length));
  const longest = Math.max(0, ...rows.map(([, value]) => `${value}`.length));
  return rows.map(([name, value]) => `  ${name.padEnd(widest)}  ${`${value}`.padStart(longest)}`);
}

const section = (title: string, lines: readonly string[]) => (lines.length === 0 ? [] : ['', title, ...lines]);

function listed(lines: readonly string[], all = lines.length): string[] {
  const shown = lines.slice(0, LISTED).map((line) => `  ${line}`);
  return all > shown.length ? [...shown, `  and ${all - shown.length} more`] : shown;
}
