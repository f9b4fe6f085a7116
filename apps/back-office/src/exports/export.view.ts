import { createZodDto } from '@takings/runtime/http';
import { z } from 'zod';

export const LIST_NAMES = ['invoices', 'proposed-invoices', 'audit', 'customers', 'stuck', 'sales', 'charges'] as const;
export type ListName = (typeof LIST_NAMES)[number];

const Export = z.object({
  exportId: z.uuid(),
  list: z.enum(LIST_NAMES),
  filters: z.record(z.string(), z.unknown()).describe('What the list was asked for'),
  state: z.enum(['being-made', 'ready', 'failed']),
  rows: z.int().nonnegative().describe('Written so far'),
  rowsInAll: z.int().nonnegative().nullable().describe('How many there were when it was begun; null where that is not known'),
  fileName: z.string(),
  fault: z.string().nullable().describe('Why it could not be made, for people'),
  askedAt: z.iso.datetime(),
  readyAt: z.iso.datetime().nullable(),
  expiresAt: z.iso.datetime().describe('It is kept until then'),
});
export type ExportView = z.input<typeof Export>;

export class ExportDto extends createZodDto(Export) {}
export class ExportListDto extends createZodDto(z.object({ exports: z.array(Export) })) {}
export class ExportParams extends createZodDto(z.object({ id: z.uuid() })) {}
export class AskForExportDto extends createZodDto(
  z.strictObject({
    list: z.enum(LIST_NAMES),
    filters: z.record(z.string(), z.unknown()).default({}).describe('As the list itself is asked, without its pages'),
  }),
) {}

export interface ExportRow {
  readonly export_id: string;
  readonly list: ListName;
  readonly filters: Record<string, unknown>;
  readonly asked_at: Date;
  readonly rows: number;
  readonly rows_in_all: number | null;
  readonly fault: string | null;
  readonly finished_at: Date | null;
  readonly expires_at: Date;
}
export const EXPORT_COLUMNS = 'export_id, list, filters, asked_at, rows, rows_in_all, fault, finished_at, expires_at';

export const exportView = (row: ExportRow): ExportView => ({
  exportId: row.export_id,
  list: row.list,
  filters: row.filters,
  state: row.fault ? 'failed' : row.finished_at ? 'ready' : 'being-made',
  rows: row.rows,
  rowsInAll: row.rows_in_all,
  fileName: `${row.list}-${row.asked_at.toISOString().slice(0, 16).replace(/[-:]/g, '').replace('T', '-')}.csv`,
  fault: row.fault,
  askedAt: row.asked_at.toISOString(),
  readyAt: row.finished_at?.toISOString() ?? null,
  expiresAt: row.expires_at.toISOString(),
});
