import { createZodDto } from '@takings/runtime/http';
import { z } from 'zod';

export const KINDS = ['customers', 'open-sales', 'sales', 'invoices', 'runs', 'charges'] as const;
export type Kind = (typeof KINDS)[number];

const Hit = z.object({
  id: z.string().describe('Of what was found, as no other of its kind has'),
  customerId: z
    .uuid()
    .nullable()
    .describe('On whose page it is; null when the customer is not known by itself, and for a sale in progress'),
  title: z.string(),
  says: z.string().describe('What tells it from others of the same title'),
  at: z.iso.datetime().nullable().describe('When it was; null for what has no moment'),
  over: z.boolean().describe('true for what is closed or taken back'),
});
export type Hit = z.input<typeof Hit>;

const Found = z.object({
  groups: z
    .array(z.object({ kind: z.enum(KINDS), hits: z.array(Hit), more: z.boolean().describe('true when there are more than these') }))
    .describe('Those in which something was found and that the person may see'),
});

export class FoundDto extends createZodDto(Found) {}
export class SearchQuery extends createZodDto(
  z.strictObject({
    q: z
      .string()
      .trim()
      .max(100)
      .refine((text) => !/[\0\uFFFD\p{Cs}]/u.test(text), { error: 'is not UTF-8 text; expected words' })
      .describe('Beginnings of words of a name, a reference, an e-mail address, an invoice number or a postcode; or the day of a run'),
    limit: z.coerce.number().int().min(1).max(20).default(6).describe('Of each kind'),
  }),
) {}
