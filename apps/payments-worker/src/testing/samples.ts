import { randomUUID } from 'node:crypto';
import type { ChargeOrder } from '../charge-card/card-gateway';
import type { AttemptRow, Bill } from '../charge-card/attempt.row';

export const aBill = (changes: Partial<Bill> = {}): Bill => ({
  invoiceId: randomUUID(),
  invoiceNumber: `TK-${randomUUID().slice(0, 13)}`,
  runId: randomUUID(),
  customerRef: 'C-1',
  customerName: 'Ada Example',
  customerEmail: 'ada@example.com',
  cardRef: '55-9-1200100',
  currency: 'GBP',
  totalMinor: 14_400,
  amountDueMinor: 14_400,
  dueOn: '2026-11-21',
  xeroInvoiceId: randomUUID(),
  pdfSha256: 'a'.repeat(64),
  possiblyTwice: false,
  ...changes,
});

export const anOrder = (changes: Partial<ChargeOrder> = {}): ChargeOrder => ({
  orderReference: 'TK-1-1',
  cardRef: '55-9-1200100',
  amountMinor: 14_400,
  currency: 'GBP',
  subscriptionNumber: 2,
  ...changes,
});

export function anAttempt(changes: Partial<AttemptRow> = {}): AttemptRow {
  const bill = aBill({ invoiceNumber: 'TK-1' });
  return {
    ...anOrder(),
    id: randomUUID(),
    invoiceId: bill.invoiceId,
    attempt: 1,
    state: 'sending',
    sender: randomUUID(),
    sends: 1,
    asks: 0,
    nextAskAt: new Date('2026-11-21T08:01:15Z'),
    askingSince: null,
    stuckRound: 0,
    transactionReference: null,
    failure: null,
    bill,
    correlationId: bill.invoiceId,
    openedAt: new Date('2026-11-21T08:00:00Z'),
    sentAt: new Date('2026-11-21T08:00:00Z'),
    closedAt: null,
    letGoAt: null,
    ...changes,
  };
}
