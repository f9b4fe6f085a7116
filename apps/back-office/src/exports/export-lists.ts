import { Injectable } from '@nestjs/common';
import { InvoiceViews } from '../invoices/invoice-views';
import { ProposedInvoices } from '../runs/proposed-invoices';
import type { ExportList } from './export-list';
import type { ListName } from './export.view';
import { invoices } from './lists/invoices';
import { proposedInvoices } from './lists/proposed-invoices';

/** Every list that can be taken away. */
@Injectable()
export class ExportLists {
  private readonly lists: Readonly<Record<ListName, ExportList>>;

  constructor(invoiceViews: InvoiceViews, proposed: ProposedInvoices) {
    this.lists = {
      invoices: invoices(invoiceViews),
      'proposed-invoices': proposedInvoices(proposed),
    };
  }

  of(list: ListName): ExportList {
    return this.lists[list];
  }
}
