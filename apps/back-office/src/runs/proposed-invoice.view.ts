import { ANOMALIES } from '@takings/contracts';
import { createZodDto } from '@takings/runtime/http';
import { z } from 'zod';

export const KINDS = [...ANOMALIES, 'missing-vat-number'] as const;

/** By what invoices to look at are grouped. */
export const GROUPS = [...KINDS, 'no-card'] as const;

const Anomaly = z.object({
  kind: z.enum(KINDS),
  usualMinor: z.int().optional().describe("The mean of the customer's last invoices in this currency, in minor units"),
  overInvoices: z.int().positive().optional().describe('Over how many invoices that is, six at most'),
  charges: z.int().positive().optional().describe('Charges that look like one of the same customer, text, amount and day'),
  amountMinor: z.int().optional().describe('What those come to with VAT'),
});

/** A decision that may or may not be made now. */
export const actionOf = <Actions extends readonly [string, ...string[]]>(actions: Actions) =>
  z.object({ action: z.enum(actions), whyNot: z.string().nullable().describe('Why it may not be done now, for people; null when it may') });

const ProposedInvoice = z.object({
  invoiceId: z.uuid(),
  seq: z.int().positive().describe('Its place in the run'),
  customerRef: z.string(),
  customerName: z.string(),
  hasCard: z.boolean(),
  currency: z.string(),
  lines: z.int().positive(),
  netMinor: z.int(),
  vatMinor: z.int(),
  totalMinor: z.int(),
  state: z.enum(['included', 'left-out', 'put-aside']).describe('Put aside: its charges come to zero or less, and nothing is invoiced'),
  anomalies: z.array(Anomaly).describe('What to look at before it goes out'),
  leftOut: z.object({ by: z.string(), at: z.iso.datetime(), because: z.string() }).nullable(),
  invoiceNumber: z.string().nullable().describe('Given when it is issued'),
  actions: z.array(actionOf(['leave-out', 'include'])),
});
export type ProposedInvoiceView = z.input<typeof ProposedInvoice>;

export class ProposedPageDto extends createZodDto(
  z.object({
    invoices: z.array(ProposedInvoice),
    next: z.string().nullable().describe('Pass it as `after` for the next page; null on the last'),
  }),
) {}

export class ProposedQuery extends createZodDto(
  z.strictObject({
    state: z.enum(['included', 'left-out', 'put-aside']).optional(),
    anomaly: z
      .enum(['any', ...GROUPS])
      .optional()
      .describe('Only those with this to look at; any: with anything'),
    q: z.string().trim().max(100).optional().describe('Part of the customer’s name or reference'),
    card: z.enum(['none']).optional().describe('none: only those of customers without a card'),
    after: z.uuid().optional().describe('The last invoice of the page before'),
    limit: z.coerce.number().int().min(1).max(500).default(50),
  }),
) {}
