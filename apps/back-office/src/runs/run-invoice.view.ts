import { createZodDto } from '@takings/runtime/http';
import { z } from 'zod';
import { Summary } from '../invoices/invoice.view';
import { RUN_STAGES, type RunStage } from './invoice-standing';

const STAGES = Object.keys(RUN_STAGES) as [RunStage, ...RunStage[]];
export const SHOWN = ['all', 'not-finished', 'needs-you', 'not-debited'] as const;

const RunInvoice = Summary.extend({
  now: z.object({
    stage: z.enum(STAGES).describe('Where it is: the first stage in which it has not been done, or the last one'),
    standing: z.enum(['done', 'failed', 'asking', 'again', 'hand', 'stuck']).describe('How it stands there'),
    until: z.iso.datetime().nullable().describe('When it is tried again, or when the bank is asked next'),
    reason: z.string().nullable().describe('Why it is tried again, or waits for a person'),
  }),
});
export type RunInvoiceView = z.input<typeof RunInvoice>;

export class RunInvoicePageDto extends createZodDto(
  z.object({
    invoices: z.array(RunInvoice),
    next: z.string().nullable().describe('Pass it as `after` for the next page; null on the last'),
  }),
) {}

export class RunInvoicesQuery extends createZodDto(
  z.strictObject({
    show: z.enum(SHOWN).default('all').describe('Which: not at their end, waiting for a person, or whose card was not debited'),
    after: z.string().max(22).optional().describe('The number of the last invoice of the page before'),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
) {}
