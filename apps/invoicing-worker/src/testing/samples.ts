import { type DataOf, InvoiceDue, InvoicePaid } from '@takings/contracts';
import { lineAmounts } from '@takings/money';

const uuid = (kind: number, n: number) => `${String(kind).padStart(8, '0')}-0000-4000-8000-${String(n).padStart(12, '0')}`;

type Due = DataOf<typeof InvoiceDue>;

/** An invoice of one line: 3 times 12.345 and 20 % VAT, for a customer of its own. */
export function invoiceDue(n: number, changes: Partial<Due> = {}, line: Partial<Due['lines'][number]> = {}): Due {
  const terms = { chargeRef: `CH-${n}`, description: 'Support plan', quantity: '3', unitPrice: '12.345', vatRate: '20', ...line };
  const amounts = lineAmounts(terms);
  return InvoiceDue.of({
    invoiceId: uuid(1, n),
    invoiceNumber: `TK-${String(n).padStart(6, '0')}`,
    runId: uuid(2, 1),
    customerRef: `C-${n}`,
    customerName: `Customer ${n}`,
    customerEmail: `payer${n}@example.com`,
    cardRef: null,
    currency: 'GBP',
    totalMinor: amounts.netMinor + amounts.vatMinor,
    netMinor: amounts.netMinor,
    vatMinor: amounts.vatMinor,
    issuedOn: '2026-11-21',
    dueOn: '2026-12-05',
    lines: [{ ...terms, ...amounts }],
    ...changes,
  }).data;
}

export const invoicePaid = (n: number, xeroInvoiceId: string, changes: Partial<DataOf<typeof InvoicePaid>> = {}) =>
  InvoicePaid.of({
    ...invoiceDue(n),
    xeroInvoiceId,
    attempt: 1,
    orderReference: `TK-${n}-1`,
    paidMinor: invoiceDue(n).totalMinor,
    transactionReference: `55-9-${n}`,
    paidAt: '2026-11-22T09:30:00Z',
    ...changes,
  }).data;
