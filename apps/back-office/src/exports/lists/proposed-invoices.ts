import { z } from 'zod';
import type { ProposedInvoices } from '../../runs/proposed-invoices';
import { ProposedQuery, type ProposedInvoiceView } from '../../runs/proposed-invoice.view';
import { RunsController } from '../../runs/runs.controller';
import { listOf } from '../export-list';
import { decimal, yesOrNo } from './cells';

const filters = ProposedQuery.schema.omit({ after: true, limit: true }).extend({ runId: z.uuid() });
type Asked = z.output<typeof filters>;
type Proposed = Omit<ProposedInvoiceView, 'actions'>;

export const proposedInvoices = (proposed: ProposedInvoices) =>
  listOf<Asked, Proposed>({
    shownBy: RunsController,
    filters,
    page: async ({ runId, ...asked }, after, limit) => proposed.rows(runId, { ...asked, after, limit }),
    count: ({ runId, ...asked }) => proposed.count(runId, asked),
    columns: {
      Place: (one) => one.seq,
      Invoice: (one) => one.invoiceNumber,
      State: (one) => one.state,
      'Customer reference': (one) => one.customerRef,
      Customer: (one) => one.customerName,
      Card: (one) => yesOrNo(one.hasCard),
      Currency: (one) => one.currency,
      Lines: (one) => one.lines,
      'Before VAT': (one) => decimal(one.netMinor),
      VAT: (one) => decimal(one.vatMinor),
      Total: (one) => decimal(one.totalMinor),
      'To look at': (one) => one.anomalies.map(({ kind }) => kind).join(' '),
      'Left out by': (one) => one.leftOut?.by,
      'Left out at': (one) => one.leftOut?.at,
      'Left out because': (one) => one.leftOut?.because,
      'Invoice id': (one) => one.invoiceId,
    },
  });
