import { createZodDto } from '@takings/runtime/http';
import { z } from 'zod';
import { REJECTIONS_LISTED } from '../csv/in-batches';
import { RejectedLine } from '../csv/rejected-line';
import { amount } from '../teams/team.view';

const sale = {
  saleId: z.uuid(),
  saleRef: z.string(),
  consultantId: z.uuid(),
  consultant: z.string(),
  teamId: z.uuid(),
  team: z.string().describe('The team that the consultant was in'),
  channel: z.enum(['online', 'offline']),
  origin: z.enum(['sold', 'imported', 'replayed']),
  product: z.string(),
  salesRevenue: amount.describe('The sum of the lines before VAT'),
  customer: z.object({ customerRef: z.string(), name: z.string() }),
  soldAt: z.iso.datetime(),
  enteredAt: z.iso.datetime(),
  enteredBy: z.string(),
  voided: z
    .object({ at: z.iso.datetime(), by: z.string(), reason: z.string() })
    .nullable()
    .describe('When it was taken back; null otherwise'),
};
const Sale = z.object(sale);
export type SaleView = z.input<typeof Sale>;

const SaleWithLines = z.object({
  ...sale,
  dueOn: z.iso.date().nullable().describe('The day from which it may be invoiced; null when it never is'),
  lines: z
    .array(
      z.object({
        chargeRef: z.string(),
        description: z.string(),
        quantity: z.string(),
        unitPrice: z.string().describe('Net, in major units'),
        vatRate: z.string().describe('In percent'),
        net: amount,
        vat: amount,
      }),
    )
    .describe('What is due for it; none when it is never invoiced'),
});
export type SaleWithLinesView = z.input<typeof SaleWithLines>;

export class SaleDto extends createZodDto(Sale) {}
export class SaleWithLinesDto extends createZodDto(SaleWithLines) {}
const count = (says: string) => z.int().nonnegative().describe(says);

export class ImportedSalesDto extends createZodDto(
  z.object({
    sales: count('Sales that are new and were taken'),
    alreadyKnown: count('Sales that were known already with the same content; they add nothing'),
    rejectedCount: count('Rows that were not taken'),
    batches: count('Transactions the sales were written in'),
    rejectedRows: z.array(RejectedLine).describe(`Each rejected row once, in the order of the file; at most ${REJECTIONS_LISTED}`),
  }),
) {}
export class SaleParams extends createZodDto(z.object({ id: z.uuid() })) {}

export class SalePageDto extends createZodDto(
  z.object({ sales: z.array(Sale), next: z.string().nullable().describe('Pass it as `after` for the next page; null on the last') }),
) {}
export class SaleQuery extends createZodDto(
  z.strictObject({
    consultant: z.string().trim().min(1).max(100).optional().describe('The name or the id of the consultant'),
    team: z.string().trim().min(1).max(100).optional().describe('The name or the id of the team in which they were made'),
    on: z.iso.date({ error: 'expected a day of the calendar written YYYY-MM-DD' }).optional().describe("The day in the team's time zone"),
    q: z.string().trim().max(100).optional().describe('Part of the reference, or of the customer’s name or reference'),
    state: z.enum(['standing', 'voided']).optional(),
    customer: z.string().trim().min(1).max(50).optional().describe('The reference of the customer they were made to'),
    after: z.uuid().optional().describe('The last sale of the page before'),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
) {}

/** As the table has it. */
export interface SaleRow {
  readonly sale_id: string;
  readonly sale_ref: string;
  readonly idempotency_key: string | null;
  readonly content: Buffer;
  readonly consultant_id: string;
  readonly consultant_name: string;
  readonly team_id: string;
  readonly team_name: string;
  readonly time_zone: string;
  readonly channel: SaleView['channel'];
  readonly origin: SaleView['origin'];
  readonly product: string;
  readonly currency: string;
  /** bigint, as PostgreSQL gives it. */
  readonly revenue_minor: string;
  readonly customer_ref: string;
  readonly customer_name: string;
  readonly charges: number;
  readonly sold_at: Date;
  readonly entered_by: string;
  readonly entered_at: Date;
  readonly voided_at: Date | null;
  readonly voided_by: string | null;
  readonly void_reason: string | null;
}

export const saleView = (row: SaleRow): SaleView => ({
  saleId: row.sale_id,
  saleRef: row.sale_ref,
  consultantId: row.consultant_id,
  consultant: row.consultant_name,
  teamId: row.team_id,
  team: row.team_name,
  channel: row.channel,
  origin: row.origin,
  product: row.product,
  salesRevenue: { minor: Number(row.revenue_minor), currency: row.currency },
  customer: { customerRef: row.customer_ref, name: row.customer_name },
  soldAt: row.sold_at.toISOString(),
  enteredAt: row.entered_at.toISOString(),
  enteredBy: row.entered_by,
  voided: row.voided_at && { at: row.voided_at.toISOString(), by: row.voided_by!, reason: row.void_reason! },
});

/** All that a sale counts for, as its facts tell it. */
export const saleFact = (row: SaleRow) => ({
  saleId: row.sale_id,
  saleRef: row.sale_ref,
  consultantId: row.consultant_id,
  consultantName: row.consultant_name,
  teamId: row.team_id,
  teamName: row.team_name,
  timeZone: row.time_zone,
  channel: row.channel,
  origin: row.origin,
  product: row.product,
  currency: row.currency,
  revenueMinor: Number(row.revenue_minor),
  soldAt: row.sold_at.toISOString(),
});

export const chargeRefOf = (saleRef: string, position: number) => `${saleRef}/${position}`;
