import type { z } from 'zod';
import { type InvoiceSummary, InvoiceQuery } from '../../invoices/invoice.view';
import type { InvoiceViews } from '../../invoices/invoice-views';
import { InvoicesController } from '../../invoices/invoices.controller';
import { listOf } from '../export-list';
import { decimal, yesOrNo } from './cells';

const filters = InvoiceQuery.schema.omit({ after: true, limit: true });
type Asked = z.output<typeof filters>;

export const invoices = (views: InvoiceViews) =>
  listOf<Asked, InvoiceSummary>({
    shownBy: InvoicesController,
    filters,
    page: async (asked, after, limit) => {
      const { invoices: rows, next } = await views.page({ ...asked, after, limit });
      return { rows, next };
    },
    count: (asked) => views.count(asked),
    columns: {
      Invoice: (one) => one.invoiceNumber,
      State: (one) => one.state,
      'Customer reference': (one) => one.customerRef,
      Customer: (one) => one.customerName,
      'E-mail': (one) => one.customerEmail,
      Card: (one) => yesOrNo(one.hasCard),
      Currency: (one) => one.currency,
      Total: (one) => decimal(one.totalMinor),
      Paid: (one) => decimal(one.paidMinor),
      Due: (one) => one.dueOn,
      'Needs a person': (one) => yesOrNo(one.needsYou),
      'Not debited because': (one) => one.debitFailure,
      'Filed in Xero at': (one) => one.filedAt,
      'Mailed at': (one) => one.mailedAt,
      'Debited at': (one) => one.paidAt,
      'Recorded in Xero at': (one) => one.recordedAt,
      'Payer told at': (one) => one.notifiedAt,
      'Invoice id': (one) => one.invoiceId,
      'Run id': (one) => one.runId,
    },
  });
