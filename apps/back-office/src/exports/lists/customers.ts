import type { z } from 'zod';
import { type CustomerSummary, CustomerQuery } from '../../customers/customer.view';
import type { CustomerViews } from '../../customers/customer-views';
import { CustomersController } from '../../customers/customers.controller';
import { listOf } from '../export-list';
import { yesOrNo } from './cells';

const filters = CustomerQuery.schema.omit({ after: true, limit: true });
type Asked = z.output<typeof filters>;

export const customers = (views: CustomerViews) =>
  listOf<Asked, CustomerSummary>({
    shownBy: CustomersController,
    filters,
    page: async (asked, after, limit) => {
      const { customers: rows, next } = await views.page({ ...asked, after, limit });
      return { rows, next };
    },
    columns: {
      Reference: (one) => one.customerRef,
      Name: (one) => one.name,
      'Company number': (one) => one.companyNumber,
      'VAT number': (one) => one.vatNumber,
      Address: (one) => one.address,
      Postcode: (one) => one.postcode,
      Contact: (one) => one.contactName,
      'E-mail': (one) => one.email,
      Phone: (one) => one.phone,
      Card: (one) => yesOrNo(one.cardRef !== null),
      Open: (one) => yesOrNo(one.active),
    },
  });
