import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';

const count = (says: string) => z.int().nonnegative().describe(says);
const minor = (says: string) => z.int().describe(`${says}, in minor units`);

const Step = z.object({
  arrived: count('Invoices that have come this far'),
  done: count('Done'),
  failed: count('Refused by the world: Xero, a mail server or a bank'),
  needsYou: count('Stopped here; a person has to decide'),
});

export const RUN_STATES = ['collecting', 'waiting-for-approval', 'under-way', 'finished'] as const;

const Run = z.object({
  runId: z.uuid(),
  runOn: z.iso.date().describe('Charges due on or before this day are in it; the invoice date'),
  state: z.enum(RUN_STATES),
  sentence: z.string().describe('How it stands, for people'),
  requestedBy: z.string(),
  requestedAt: z.iso.datetime(),
  approvedBy: z.string().nullable(),
  approvedAt: z.iso.datetime().nullable(),
  invoices: count('One for each customer and currency; 0 while it collects'),
  charges: count('Charges on those invoices'),
  credits: count('Customers and currencies whose charges come to zero or less: not invoiced, for finance to look at'),
  waiting: count('Charges due after the day of the run'),
  withoutCard: count('Invoices whose customer has no card attached'),
  totals: z.array(
    z.object({
      currency: z.string(),
      invoices: count('Invoices in this currency'),
      netMinor: minor('Before VAT'),
      vatMinor: minor('VAT'),
      totalMinor: minor('With VAT'),
      invoicedMinor: minor('Issued so far'),
      paidMinor: minor('Debited so far'),
      outstandingMinor: minor('Issued and not debited'),
    }),
  ),
  issued: count('Invoices issued so far'),
  ended: count('Invoices that have come to their end: paid, told why not, or waiting for a person'),
  needsYou: count('Stuck items of this run that are open'),
  stages: z.object({ filed: Step, mailed: Step, debited: Step, recorded: Step, notified: Step }),
  debitFailed: z.record(z.string(), count('Invoices')).describe('Invoices whose card was not debited, by reason'),
  estimatedEnd: z.iso.datetime().nullable().describe("When Xero's limits let it be done; null unless it is under way"),
});
export type RunView = z.input<typeof Run>;

export class RunDto extends createZodDto(Run) {}
export class RunPageDto extends createZodDto(
  z.object({ runs: z.array(Run), next: z.string().nullable().describe('Pass it as `after` for the next page; null on the last') }),
) {}
export class RequestRunDto extends createZodDto(
  z.strictObject({
    runOn: z.iso
      .date({ error: 'expected a day of the calendar written YYYY-MM-DD' })
      .optional()
      .describe('The day of the run, YYYY-MM-DD; today (UTC) if not said'),
    approve: z.boolean().default(false).describe('Approve it at once: invoices go out as soon as they are gathered'),
  }),
) {}
export class RunParams extends createZodDto(z.object({ id: z.uuid() })) {}
export class RunQuery extends createZodDto(
  z.strictObject({
    after: z.uuid().optional().describe('The last run of the page before'),
    limit: z.coerce.number().int().min(1).max(100).default(20),
  }),
) {}
