import { Injectable } from '@nestjs/common';
import { AuditViews } from '../audit/audit-views';
import { ChargeViews } from '../charges/charge-views';
import { CustomerViews } from '../customers/customer-views';
import { InvoiceViews } from '../invoices/invoice-views';
import { ProposedInvoices } from '../runs/proposed-invoices';
import { SaleViews } from '../sales/sale-views';
import { StuckViews } from '../stuck/stuck-views';
import type { ExportList } from './export-list';
import type { ListName } from './export.view';
import { audit } from './lists/audit';
import { charges } from './lists/charges';
import { customers } from './lists/customers';
import { invoices } from './lists/invoices';
import { proposedInvoices } from './lists/proposed-invoices';
import { sales } from './lists/sales';
import { stuck } from './lists/stuck';

/** Every list that can be taken away. */
@Injectable()
export class ExportLists {
  private readonly lists: Readonly<Record<ListName, ExportList>>;

  constructor(
    invoiceViews: InvoiceViews,
    proposed: ProposedInvoices,
    auditViews: AuditViews,
    customerViews: CustomerViews,
    stuckViews: StuckViews,
    saleViews: SaleViews,
    chargeViews: ChargeViews,
  ) {
    this.lists = {
      invoices: invoices(invoiceViews),
      'proposed-invoices': proposedInvoices(proposed),
      audit: audit(auditViews),
      customers: customers(customerViews),
      stuck: stuck(stuckViews),
      sales: sales(saleViews),
      charges: charges(chargeViews),
    };
  }

  of(list: ListName): ExportList {
    return this.lists[list];
  }
}
