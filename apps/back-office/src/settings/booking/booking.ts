import { column, control, decimal, PRINTABLE, upTo } from '@takings/fields';
import { z } from 'zod';

const code = (what: string) => column(`the code of ${what} in Xero, such as 200`, upTo(10, PRINTABLE, control));
const VAT_LIMIT = '100';

/** How invoices and payments are booked in Xero, picked from its own lists. */
export const Booking = z.strictObject({
  revenueAccount: code('the account that invoices are booked on'),
  clearingAccount: code('the account for card receipts until they are settled to the bank'),
  taxTypes: z
    .array(
      z.strictObject({
        rate: column(`VAT in percent, 0 to ${VAT_LIMIT}`, decimal(VAT_LIMIT, '0')),
        taxType: column('a tax type of Xero', upTo(50, PRINTABLE, control)),
      }),
    )
    .min(1, 'expected the tax type of at least one VAT rate')
    .refine((all) => new Set(all.map(({ rate }) => rate)).size === all.length, 'expected each VAT rate once')
    .describe('The tax type of each VAT rate that is charged'),
});
export type Booking = z.output<typeof Booking>;
