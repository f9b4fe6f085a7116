import { type DataOf, InvoiceFiled } from '@takings/contracts';

type Filed = DataOf<typeof InvoiceFiled>;
export type Line = Filed['lines'][number];

export const aLine = (changes: Partial<Line> = {}): Line => ({
  chargeRef: 'CH-1',
  description: 'Support plan, November',
  quantity: '1',
  unitPrice: '120.00',
  vatRate: '20',
  netMinor: 12_000,
  vatMinor: 2_400,
  ...changes,
});

/** A filed invoice whose sums fit its lines; another invoice for each n. */
export function aFiledInvoice(n = 1, { lines = [aLine()], ...changes }: Partial<Filed> = {}): Filed {
  const sum = (of: 'netMinor' | 'vatMinor') => lines.reduce((total, line) => total + line[of], 0);
  const totalMinor = sum('netMinor') + sum('vatMinor');
  return InvoiceFiled.of({
    invoiceId: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
    invoiceNumber: `TK-2026-${String(n).padStart(6, '0')}`,
    runId: '11111111-1111-4111-8111-111111111111',
    customerRef: `CRM-${n}`,
    customerName: 'Acme Trading Limited',
    customerEmail: `ap${n}@acme.example`,
    cardRef: 'SBX-OK-1',
    currency: 'GBP',
    totalMinor,
    dueOn: '2026-12-05',
    issuedOn: '2026-11-21',
    netMinor: sum('netMinor'),
    vatMinor: sum('vatMinor'),
    lines,
    xeroInvoiceId: `xero-${n}`,
    amountDueMinor: totalMinor,
    ...changes,
  }).data;
}
