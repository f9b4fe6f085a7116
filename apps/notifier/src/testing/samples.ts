import { type DataOf, DebitFailed, InvoicePaid } from '@takings/contracts';

const bill = (n: number) => ({
  invoiceId: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
  invoiceNumber: `TK-2026-${String(n).padStart(6, '0')}`,
  runId: '11111111-1111-4111-8111-111111111111',
  customerRef: `CRM-${n}`,
  customerName: 'Acme Trading Limited',
  customerEmail: `ap${n}@acme.example`,
  cardRef: 'SBX-OK-1',
  currency: 'GBP',
  totalMinor: 14_400,
  dueOn: '2026-12-05',
  xeroInvoiceId: `xero-${n}`,
});

/** Another invoice for each n. */
export const aPaidInvoice = (n = 1, changes: Partial<DataOf<typeof InvoicePaid>> = {}): DataOf<typeof InvoicePaid> =>
  InvoicePaid.of({
    ...bill(n),
    attempt: 1,
    orderReference: `TK-${n}-1`,
    paidMinor: 14_400,
    transactionReference: '55-9-1200345',
    paidAt: '2026-11-21T13:02:00.000Z',
    ...changes,
  }).data;

export const aFailedDebit = (n = 1, changes: Partial<DataOf<typeof DebitFailed>> = {}): DataOf<typeof DebitFailed> =>
  DebitFailed.of({ ...bill(n), attempt: 1, failure: 'declined', gatewayCode: '70000', bankCode: '05', ...changes }).data;
