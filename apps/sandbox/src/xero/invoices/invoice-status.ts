export const INVOICE_STATUSES = ['DRAFT', 'SUBMITTED', 'AUTHORISED', 'PAID', 'DELETED', 'VOIDED'] as const;
export type InvoiceStatus = (typeof INVOICE_STATUSES)[number];

/** An invoice may be created directly as approved; PAID is Xero's to set. */
export const CREATED_AS: readonly InvoiceStatus[] = ['DRAFT', 'SUBMITTED', 'AUTHORISED'];

const NEXT: Readonly<Record<InvoiceStatus, readonly InvoiceStatus[]>> = {
  DRAFT: ['SUBMITTED', 'AUTHORISED', 'DELETED'],
  SUBMITTED: ['DRAFT', 'AUTHORISED', 'DELETED'],
  AUTHORISED: ['VOIDED'],
  PAID: [],
  DELETED: [],
  VOIDED: [],
};

const HAS_PAYMENT = 'This document cannot be edited as it has a payment or credit note allocated to it.';
const WRONG_STATUS = 'Invoice not of valid status for modification';

export const isInvoiceStatus = (value: unknown): value is InvoiceStatus => INVOICE_STATUSES.some((status) => status === value);

/** Xero's words why an invoice cannot go from one status to another, or `null` when it can. The same status again is no change. */
export function refusalOfStatus(from: InvoiceStatus, to: InvoiceStatus, { hasPayments }: { hasPayments: boolean }): string | null {
  if (from === to) return null;
  if (from === 'PAID' || (hasPayments && to === 'VOIDED')) return HAS_PAYMENT;
  return NEXT[from].includes(to) ? null : WRONG_STATUS;
}

/** What a payment, or its removal, makes of an approved invoice. */
export const statusAfterPayment = (amountDueMinor: number): InvoiceStatus => (amountDueMinor === 0 ? 'PAID' : 'AUTHORISED');
