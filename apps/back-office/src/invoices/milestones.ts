import {
  BankAsked,
  CreditProposed,
  type DataOf,
  DebitFailed,
  DebitHeld,
  DebitUncertain,
  DebitWithheld,
  type Fact,
  InvoiceDue,
  InvoiceFiled,
  InvoiceMailed,
  InvoicePaid,
  InvoiceRejected,
  InvoiceUndeliverable,
  PayerNotified,
  PayerUnreachable,
  PaymentRecorded,
} from '@takings/contracts';

/** What one fact says of its invoice, by column. */
export type Milestone = Readonly<Record<string, unknown>>;

interface Reading<F extends Fact = Fact> {
  readonly fact: F;
  readonly read: (data: DataOf<F>, at: string) => Milestone;
}
const reading = <F extends Fact>(fact: F, read: (data: DataOf<F>, at: string) => Milestone): Reading => ({
  fact,
  read: read as Reading['read'],
});

const amounts = ({ issuedOn, netMinor, vatMinor }: { issuedOn: string; netMinor: number; vatMinor: number }) => ({
  issued_on: issuedOn,
  net_minor: netMinor,
  vat_minor: vatMinor,
});

const readings: readonly Reading[] = [
  reading(InvoiceDue, (data, at) => ({ due_at: at, ...amounts(data) })),
  reading(InvoiceFiled, (data, at) => ({
    filed_at: at,
    ...amounts(data),
    xero_invoice_id: data.xeroInvoiceId,
    amount_due_minor: data.amountDueMinor,
  })),
  reading(InvoiceRejected, (_, at) => ({ rejected_at: at })),
  reading(InvoiceMailed, (data, at) => ({ mailed_at: at, xero_invoice_id: data.xeroInvoiceId, amount_due_minor: data.amountDueMinor })),
  reading(InvoiceUndeliverable, (_, at) => ({ undeliverable_at: at })),
  reading(DebitUncertain, ({ attempt, nextAskAt }, at) => ({ uncertain_at: at, asked_attempt: attempt, next_ask_at: nextAskAt })),
  reading(BankAsked, ({ nextAskAt }) => ({ next_ask_at: nextAskAt })),
  reading(DebitHeld, ({ attempt, nextAskAt }, at) => ({ held_at: at, asked_attempt: attempt, next_ask_at: nextAskAt })),
  reading(DebitWithheld, ({ xeroInvoiceId }, at) => ({ withheld_at: at, xero_invoice_id: xeroInvoiceId })),
  reading(CreditProposed, (_, at) => ({ credit_proposed_at: at })),
  reading(InvoicePaid, (data, at) => ({
    paid_at: at,
    xero_invoice_id: data.xeroInvoiceId,
    paid_minor: data.paidMinor,
    transaction_reference: data.transactionReference,
  })),
  reading(DebitFailed, ({ attempt, failure, xeroInvoiceId }, at) => ({
    failed_at: at,
    xero_invoice_id: xeroInvoiceId,
    failed_attempt: attempt,
    failures: JSON.stringify({ [attempt]: failure }),
  })),
  reading(PaymentRecorded, (data, at) => ({ recorded_at: at, xero_invoice_id: data.xeroInvoiceId, paid_minor: data.paidMinor })),
  reading(PayerNotified, ({ kind }, at) => (kind === 'debited' ? { told_paid_at: at } : { told_failed_at: at })),
  reading(PayerUnreachable, (_, at) => ({ unreachable_at: at })),
];

/** Every fact about an invoice. */
export const invoiceFacts = readings.map(({ fact }) => fact);

export type InvoiceData = DataOf<typeof InvoiceRejected>;

/** The columns that a fact sets. Throws for a fact that is not about an invoice. */
export function milestoneOf(type: string, data: InvoiceData, at: string): Milestone {
  const found = readings.find(({ fact }) => fact.type === type);
  if (!found) throw new Error(`${type} is no fact about an invoice`);
  return { ...bill(data), ...found.read(data, at) };
}

const bill = (data: InvoiceData): Milestone => ({
  invoice_id: data.invoiceId,
  invoice_number: data.invoiceNumber,
  run_id: data.runId,
  customer_ref: data.customerRef,
  customer_name: data.customerName,
  customer_email: data.customerEmail,
  has_card: data.cardRef !== null,
  currency: data.currency,
  total_minor: data.totalMinor,
  due_on: data.dueOn,
});
