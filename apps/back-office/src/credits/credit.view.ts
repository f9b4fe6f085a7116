import { createZodDto } from '@takings/runtime/http';
import { z } from 'zod';
import { INVOICE_STATES } from '../invoices/invoice.view';

const minor = (says: string) => z.int().describe(`${says}, in minor units`);

const Credit = z.object({
  invoiceId: z.uuid(),
  invoiceNumber: z.string(),
  invoiceState: z.enum(INVOICE_STATES).describe('withheld: the card was not debited; paid: the money would have to be given back'),
  saleId: z.uuid(),
  saleRef: z.string(),
  customerRef: z.string(),
  customerName: z.string(),
  currency: z.string(),
  creditMinor: minor('What the payer would get back or no longer owe, VAT included'),
  totalMinor: minor('The whole invoice'),
  chargeRefs: z.array(z.string()).describe('The lines that are taken back'),
  reason: z.string().describe('Why the sale was taken back'),
  proposedAt: z.iso.datetime(),
});
export type CreditView = z.input<typeof Credit>;

export class CreditPageDto extends createZodDto(
  z.object({ credits: z.array(Credit), next: z.string().nullable().describe('Pass it as `after` for the next page; null on the last') }),
) {}
export class CreditQuery extends createZodDto(
  z.strictObject({
    invoiceId: z.uuid().optional(),
    saleId: z.uuid().optional(),
    after: z.string().max(80).optional().describe('`next` of the page before'),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
) {}
