import {
  BankAsked,
  CreditProposed,
  DebitFailed,
  DebitHeld,
  DebitUncertain,
  DebitWithheld,
  type Given,
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

/** An invoice of one line, as every fact about it says. */
export const billOf = (
  invoiceId: string,
  runId: string,
  changes: { currency?: string; number?: string; cardRef?: string | null } = {},
) => ({
  invoiceId,
  runId,
  invoiceNumber: changes.number ?? `TK-${invoiceId.slice(-12)}`,
  customerRef: 'C-1',
  customerName: 'Acme Ltd',
  customerEmail: 'accounts@acme.example',
  cardRef: changes.cardRef === undefined ? 'SBX-OK-1' : changes.cardRef,
  currency: changes.currency ?? 'GBP',
  totalMinor: 5880,
  dueOn: '2026-11-01',
});
export type Bill = ReturnType<typeof billOf>;

const lines = [
  { chargeRef: 'CH-1', description: 'Support', quantity: '2', unitPrice: '24.5', vatRate: '20', netMinor: 4900, vatMinor: 980 },
];
const issued = (bill: Bill) => ({ ...bill, issuedOn: '2026-11-01', netMinor: 4900, vatMinor: 980, lines });
const filed = { xeroInvoiceId: 'xero-1', amountDueMinor: 5880 };
const attempt = (n: number) => ({ attempt: n, orderReference: `order-${n}` });
const codes = { gatewayCode: '70000', bankCode: '05' };
const nextAskAt = '2026-11-01T10:00:00.000Z';

/** Each fact about an invoice, with ordinary content. */
export const facts = {
  due: (bill: Bill): Given => InvoiceDue.of(issued(bill)),
  filed: (bill: Bill): Given => InvoiceFiled.of({ ...issued(bill), ...filed }),
  rejected: (bill: Bill): Given => InvoiceRejected.of({ ...bill, reason: 'The account code is not valid' }),
  mailed: (bill: Bill): Given => InvoiceMailed.of({ ...bill, ...filed, pdfSha256: 'a'.repeat(64), possiblyTwice: false }),
  undeliverable: (bill: Bill): Given => InvoiceUndeliverable.of({ ...bill, reason: '550 no such mailbox' }),
  uncertain: (bill: Bill, n = 1): Given => DebitUncertain.of({ ...bill, ...attempt(n), gatewayCode: null, bankCode: null, nextAskAt }),
  asked: (bill: Bill, n = 1): Given =>
    BankAsked.of({
      ...{ ...bill, ...attempt(n), answer: 'no-answer', gatewayCode: '99999', bankCode: null },
      ...{ askedAt: nextAskAt, nextAskAt: '2026-11-01T11:00:00.000Z' },
    }),
  held: (bill: Bill, n = 1): Given => DebitHeld.of({ ...bill, ...attempt(n), ...codes, nextAskAt }),
  paid: (bill: Bill, n = 1): Given =>
    InvoicePaid.of({ ...bill, ...filed, ...attempt(n), paidMinor: 5880, transactionReference: '1-2-3', paidAt: nextAskAt }),
  failed: (bill: Bill, n = 1, failure: 'declined' | 'no-card' | 'expired' = 'declined'): Given =>
    DebitFailed.of({ ...bill, ...filed, attempt: n, failure, ...codes }),
  credit: (bill: Bill): Given =>
    CreditProposed.of({
      ...bill,
      ...{ creditMinor: 5880, chargeRefs: ['SO-1/1'], saleId: bill.invoiceId, saleRef: 'SO-1', reason: 'Wrong customer' },
    }),
  withheld: (bill: Bill, n = 1): Given => DebitWithheld.of({ ...bill, ...filed, attempt: n, reason: 'The sale SO-1 was taken back' }),
  recorded: (bill: Bill): Given => PaymentRecorded.of({ ...bill, ...filed, paidMinor: 5880, xeroPaymentId: 'payment-1' }),
  told: (bill: Bill, kind: 'debited' | 'declined' = 'debited'): Given => PayerNotified.of({ ...bill, kind, possiblyTwice: false }),
  unreachable: (bill: Bill): Given => PayerUnreachable.of({ ...bill, kind: 'declined', reason: '550 no such mailbox' }),
};
