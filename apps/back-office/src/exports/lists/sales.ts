import type { z } from 'zod';
import { type SaleView, SaleQuery } from '../../sales/sale.view';
import type { SaleViews } from '../../sales/sale-views';
import { SalesController } from '../../sales/sales.controller';
import { listOf } from '../export-list';
import { decimal } from './cells';

const filters = SaleQuery.schema.omit({ after: true, limit: true });
type Asked = z.output<typeof filters>;

export const sales = (views: SaleViews) =>
  listOf<Asked, SaleView>({
    shownBy: SalesController,
    filters,
    page: async (asked, after, limit) => {
      const { sales: rows, next } = await views.page({ ...asked, after, limit });
      return { rows, next };
    },
    columns: {
      Sale: (one) => one.saleRef,
      'Sold at': (one) => one.soldAt,
      Consultant: (one) => one.consultant,
      Team: (one) => one.team,
      Channel: (one) => one.channel,
      Product: (one) => one.product,
      Currency: (one) => one.salesRevenue.currency,
      'Before VAT': (one) => decimal(one.salesRevenue.minor),
      'Customer reference': (one) => one.customer.customerRef,
      Customer: (one) => one.customer.name,
      'Taken back at': (one) => one.voided?.at,
      'Taken back by': (one) => one.voided?.by,
      'Taken back because': (one) => one.voided?.reason,
    },
  });
