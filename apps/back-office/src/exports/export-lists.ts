import { Injectable } from '@nestjs/common';
import { AuditViews } from '../audit/audit-views';
import { InvoiceViews } from '../invoices/invoice-views';
import { ProposedInvoices } from '../runs/proposed-invoices';
import type { ExportList } from './export-list';
import type { ListName } from './export.view';
import { audit } from './lists/audit';
import { invoices } from './lists/invoices';
import { proposedInvoices } from './lists/proposed-invoices';

/** Every list that can be taken away. */
@Injectable()
export class ExportLists {
  private readonly lists: Readonly<Record<ListName, ExportList>>;

  constructor(invoiceViews: InvoiceViews, proposed: ProposedInvoices, auditViews: AuditViews) {
    this.lists = {
      invoices: invoices(invoiceViews),
      'proposed-invoices': proposedInvoices(proposed),
      audit: audit(auditViews),
    };
  }

  of(list: ListName): ExportList {
    return this.lists[list];
  }
}
