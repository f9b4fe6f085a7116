import type { z } from 'zod';
import { ChargeQuery, type ChargeSummary } from '../../charges/charge.view';
import type { ChargeViews } from '../../charges/charge-views';
import { ChargesController } from '../../charges/charges.controller';
import { listOf } from '../export-list';
import { decimal } from './cells';

const filters = ChargeQuery.schema.omit({ after: true, limit: true });
type Asked = z.output<typeof filters>;

export const charges = (views: ChargeViews) =>
  listOf<Asked, ChargeSummary>({
    shownBy: ChargesController,
    filters,
    page: async (asked, after, limit) => {
      const { charges: rows, next } = await views.page({ ...asked, after: after === undefined ? undefined : Number(after), limit });
      return { rows, next: next === null ? null : String(next) };
    },
    columns: {
      Charge: (one) => one.chargeRef,
      State: (one) => one.state,
      'Customer reference': (one) => one.customerRef,
      Customer: (one) => one.customerName,
      Description: (one) => one.description,
      Currency: (one) => one.currency,
      'Before VAT': (one) => decimal(one.netMinor),
      VAT: (one) => decimal(one.vatMinor),
      Total: (one) => decimal(one.totalMinor),
      Due: (one) => one.dueOn,
      From: (one) => one.source,
      'Entered at': (one) => one.enteredAt,
      Invoice: (one) => one.invoiceNumber,
      'Run of': (one) => one.runOn,
    },
  });
