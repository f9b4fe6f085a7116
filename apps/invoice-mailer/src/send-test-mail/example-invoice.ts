import { type DataOf, InvoiceFiled } from '@takings/contracts';
import { EXAMPLE } from '@takings/mail';

/** What the PDF of a test mail shows: an invoice that nobody owes. */
export const exampleInvoice = (invoiceId: string): DataOf<typeof InvoiceFiled> =>
  InvoiceFiled.of({
    invoiceId,
    invoiceNumber: EXAMPLE.number,
    runId: invoiceId,
    customerRef: 'EXAMPLE',
    customerName: EXAMPLE.customer,
    customerEmail: 'accounts@acme.example',
    cardRef: null,
    currency: 'GBP',
    netMinor: 12_000,
    vatMinor: 2_400,
    totalMinor: 14_400,
    amountDueMinor: 14_400,
    issuedOn: '2026-11-21',
    dueOn: '2026-12-05',
    xeroInvoiceId: 'example',
    lines: [
      {
        chargeRef: 'EXAMPLE-1',
        description: 'Support plan, November',
        quantity: '1',
        unitPrice: '120.00',
        vatRate: '20',
        netMinor: 12_000,
        vatMinor: 2_400,
      },
    ],
  }).data;
