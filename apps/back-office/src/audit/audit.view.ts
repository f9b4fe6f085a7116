import { createZodDto } from '@takings/runtime/http';
import { z } from 'zod';
import { type Action, ACTIONS } from './actions';
import { SUBJECTS, type SubjectKind } from './subjects';

const Line = z.object({
  id: z.int().positive(),
  at: z.iso.datetime(),
  by: z.string().describe('Who did it: a person, a script, or Takings itself'),
  action: z.string(),
  words: z.string().describe('What was done'),
  what: z.string().nullable().describe('More of it, where there is more to say'),
  about: z.object({
    kind: z.enum(Object.keys(SUBJECTS) as [SubjectKind, ...SubjectKind[]]),
    id: z.string(),
    name: z.string().nullable().describe('As it was called then'),
  }),
  customer: z.object({ ref: z.string(), customerId: z.uuid().nullable(), name: z.string().nullable() }).nullable(),
  changes: z.array(z.object({ field: z.string(), before: z.string(), after: z.string() })).describe('From what to what'),
  because: z.string().nullable().describe('The reason that was given'),
});
export type AuditLine = z.input<typeof Line>;

export class AuditPageDto extends createZodDto(
  z.object({ lines: z.array(Line), next: z.int().nullable().describe('Pass it as `after` for the next page; null on the last') }),
) {}
export class AuditChoicesDto extends createZodDto(
  z.object({
    people: z.array(z.string()).describe('Who stands in it'),
    actions: z.array(z.object({ action: z.string(), words: z.string() })).describe('What can stand in it'),
    timeZone: z.string().describe('The IANA time zone of its days'),
  }),
) {}

const day = z.iso.date({ error: 'expected a day of the calendar written YYYY-MM-DD' });
export class AuditQuery extends createZodDto(
  z.strictObject({
    q: z.string().trim().max(100).optional().describe('Beginnings of words: names, numbers, references, reasons'),
    by: z.string().max(255).optional().describe('The name of who did it'),
    action: z.enum(Object.keys(ACTIONS) as [Action, ...Action[]]).optional(),
    customer: z.string().trim().min(1).max(50).optional().describe('The reference of the customer'),
    about: z.string().max(100).optional().describe('The id of what it is about'),
    from: day.optional().describe('The first day, in the time zone of the company'),
    to: day.optional().describe('The last day'),
    after: z.coerce.number().int().positive().optional().describe('The last line of the page before'),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
) {}
