import type { InvoiceRow } from '../product/views';

/** How far an invoice has come. Amounts are integer minor units. */
export interface Outcome {
  readonly invoiceNumber: string;
  readonly customerName: string;
  readonly currency: string;
  readonly totalMinor: number;
  readonly filed: boolean;
  readonly mailed: boolean;
  /** What was debited; 0 when nothing was. */
  readonly paidMinor: number;
  readonly paymentRecorded: boolean;
  /** The payer was told how the debit went. */
  readonly notified: boolean;
  /** Why the card could not be debited, such as `insufficient-funds`. */
  readonly failure: string | null;
  /** Not debited on purpose, since a credit is proposed. */
  readonly withheld: boolean;
  readonly waitsForPerson: boolean;
}

export const outcomeOf = (row: InvoiceRow): Outcome => ({
  invoiceNumber: row.invoiceNumber,
  customerName: row.customerName,
  currency: row.currency,
  totalMinor: row.totalMinor,
  filed: row.filedAt !== null,
  mailed: row.mailedAt !== null,
  paidMinor: row.paidMinor ?? 0,
  paymentRecorded: row.recordedAt !== null,
  notified: row.notifiedAt !== null,
  failure: row.debitFailure,
  withheld: row.state === 'withheld',
  waitsForPerson: row.needsYou,
});

/** Whether nothing more happens by itself: paid, recorded and told, or told why not, or on a person's list. */
export function hasEnded({ paidMinor, paymentRecorded, notified, failure, waitsForPerson }: Outcome): boolean {
  if (waitsForPerson) return true;
  return paidMinor > 0 ? paymentRecorded && notified : failure !== null && notified;
}

/** Where it stands, for a person. */
export function standing({ filed, mailed, paidMinor, paymentRecorded, notified, failure, withheld }: Outcome): string {
  if (paidMinor > 0 && !paymentRecorded) return 'debited, payment not in Xero';
  if (paidMinor > 0) return notified ? 'debited' : 'debited, payer not told';
  if (failure !== null) return notified ? `not debited: ${failure}` : `not debited, payer not told: ${failure}`;
  if (withheld) return 'debit withheld, a credit is proposed';
  return mailed ? 'mailed, not debited' : filed ? 'filed, not mailed' : 'not filed';
}
