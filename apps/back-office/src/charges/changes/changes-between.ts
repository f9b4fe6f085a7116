import { differences } from '../../audit/differences';
import type { Charge } from '../charge-input';

/** What an edit changes, each from what to what, as people call it. */
export const changesBetween = (before: Charge, after: Charge): string[] =>
  differences(before, after, {
    customerRef: 'customer',
    customerName: 'name of the payer',
    customerEmail: 'e-mail',
    cardRef: 'card reference',
    currency: 'currency',
    description: 'description',
    quantity: 'quantity',
    unitPrice: 'unit price',
    vatRate: 'VAT in percent',
    dueOn: 'due day',
  });
