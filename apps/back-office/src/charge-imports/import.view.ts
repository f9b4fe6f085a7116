import { createZodDto } from '@takings/runtime/http';
import { z } from 'zod';
import { Mapping } from '../csv/mapping';
import { faultFields } from '../csv/rejected-line';
import { KINDS } from './kinds';

const count = (says: string) => z.int().nonnegative().describe(says);
export const IMPORT_STATES = ['reading', 'preview', 'entering', 'entered', 'dropped', 'failed'] as const;
export const IMPORT_SOURCES = ['csv', 'api', 'crm'] as const;

const sum = z.object({ currency: z.string(), rows: count('Of how many'), netMinor: z.int(), vatMinor: z.int() });

const summary = {
  importId: z.uuid(),
  importNo: z.int().positive(),
  kind: z.enum(KINDS),
  source: z.enum(IMPORT_SOURCES).describe('csv: a file; crm: the connector'),
  name: z.string().describe('Of the file, or of what was asked'),
  state: z.enum(IMPORT_STATES),
  startedBy: z.string(),
  startedAt: z.iso.datetime(),
  endedAt: z.iso.datetime().nullable(),
  enteredBy: z.string().nullable(),
  rows: count('Rows that were read'),
  fresh: count('New: what comes in, or came'),
  known: count('Known already with the same content'),
  rejected: count('Rows that do not come in'),
  entered: count('Entered so far'),
  notEntered: count('Of the new ones those that somebody else entered meanwhile'),
  sums: z.array(sum).describe('What the new ones come to, by currency'),
  watermarkFrom: z.string().nullable().describe('Of a pull: after what it asked'),
  watermarkTo: z.string().nullable().describe('Of a pull: up to what it came'),
  failure: z.string().nullable().describe('What stopped it, in a sentence'),
};
const ImportSummary = z.object(summary);
export type ImportSummary = z.input<typeof ImportSummary>;

const Import = z.object({
  ...summary,
  bytes: z.int().nullable(),
  revision: z.int().positive().describe('Of the preview; what is entered is what this one says'),
  columns: z.array(z.string()).describe('As the file calls them'),
  rejectedKept: count('Rejected rows that can be taken away as a file'),
  rejectedRows: z.array(z.object({ line: z.int().positive(), ref: z.string().nullable(), ...faultFields })).describe('The first 50'),
  firstRows: z
    .array(z.object({ line: z.int().positive(), item: z.record(z.string(), z.unknown()) }))
    .describe('The first 5 new ones, as they would be'),
  hint: z.string().nullable().describe('What many faults have in common, and its remedy'),
  whyNotEnter: z.string().nullable().describe('Why it cannot be entered now; null when it can'),
});
export type ImportView = z.input<typeof Import>;

export class ImportDto extends createZodDto(Import) {}
export class ImportPageDto extends createZodDto(
  z.object({ imports: z.array(ImportSummary), next: z.int().nullable().describe('Pass it as `after` for the next page') }),
) {}
export class ImportQuery extends createZodDto(
  z.strictObject({
    source: z.enum(IMPORT_SOURCES).optional(),
    after: z.coerce.number().int().positive().optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
) {}
export class ImportParams extends createZodDto(z.object({ id: z.uuid() })) {}
export class EnterImportDto extends createZodDto(
  z.strictObject({ revision: z.int().positive().describe('The revision of the preview that was looked at') }),
) {}

const mappingText = z
  .string()
  .max(20_000)
  .transform((text, context) => {
    try {
      return JSON.parse(text) as unknown;
    } catch {
      context.addIssue({ code: 'custom', message: 'is not JSON; expected { "our column": { "from": "theirs" } }' });
      return z.NEVER;
    }
  })
  .pipe(Mapping);
export class UploadQuery extends createZodDto(
  z.strictObject({
    kind: z.enum(KINDS).default('charges'),
    name: z.string().trim().min(1).max(255).default('a file').describe('Of the file'),
    mapping: mappingText.optional().describe('As JSON: which column of theirs, or which value, is each of ours'),
  }),
) {}

const column = z.object({ name: z.string(), samples: z.array(z.string()).describe('What the first rows have there') });
export class BeginningDto extends createZodDto(
  z.object({
    columns: z.array(column).describe('As the file calls them'),
    expected: z.array(z.object({ name: z.string(), expects: z.string() })).describe('Ours'),
    missing: z.array(z.string()).describe('Ours that no column of the file is called like'),
    guess: Mapping.describe('Which of theirs may be which of ours'),
  }),
) {}
