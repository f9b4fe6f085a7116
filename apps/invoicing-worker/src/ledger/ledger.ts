import type { DataOf, InvoiceDue, InvoicePaid } from '@takings/contracts';

/** `tries` counts how often this was about to be sent, this time included: from two on it may have been done before. */
export interface InvoiceToFile {
  readonly invoice: DataOf<typeof InvoiceDue>;
  readonly tries: number;
}
export interface PaymentToRecord {
  readonly payment: DataOf<typeof InvoicePaid>;
  readonly tries: number;
}

export interface Filed {
  readonly ok: true;
  readonly xeroInvoiceId: string;
  /** What is to be paid according to the ledger. */
  readonly amountDueMinor: number;
}
export interface Recorded {
  readonly ok: true;
  readonly xeroPaymentId: string;
}
/** The ledger said no; `reason` is a sentence for a finance manager. */
export interface Refusal {
  readonly ok: false;
  readonly reason: string;
}

export const refusal = (reason: string): Refusal => ({ ok: false, reason });

/** Where invoices are filed. Answers in the order asked; an `Error` in place of an answer says that this one has none yet. */
export abstract class InvoiceLedger {
  abstract file(all: readonly InvoiceToFile[]): Promise<(Filed | Refusal | Error)[]>;
}

/** Where payments are recorded against their invoices. Answers like `InvoiceLedger`. */
export abstract class PaymentLedger {
  abstract record(all: readonly PaymentToRecord[]): Promise<(Recorded | Refusal | Error)[]>;
}
