import type { Invoice, InvoiceAction } from '../../api/invoices';

const may = (action: InvoiceAction) => (invoice: Pick<Invoice, 'actions'>) =>
  invoice.actions.some((one) => one.action === action && one.whyNot === null);

/** What whoever looks may do about an invoice now: the server's own table (`apps/back-office/src/invoices/legal-actions.ts`), told with it. */
export const invoiceCan = {
  'add-note': may('add-note'),
  'tell-me': may('tell-me'),
  correct: may('correct'),
  'send-again': may('send-again'),
  hold: may('hold'),
  release: may('release'),
  'take-back': may('take-back'),
} as const satisfies Record<InvoiceAction, unknown>;
