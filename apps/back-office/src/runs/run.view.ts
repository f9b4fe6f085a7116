import { createZodDto } from '@takings/runtime/http';
import { z } from 'zod';
import { Handwork } from './handwork/handwork';
import { RULES } from './approval/policy';
import { RUN_ACTIONS } from './legal-actions';
import { actionOf, GROUPS } from './proposed-invoice.view';

const count = (says: string) => z.int().nonnegative().describe(says);
const minor = (says: string) => z.int().describe(`${says}, in minor units`);

const money = z.array(z.object({ currency: z.string(), minor: minor('With VAT') }));

/** Done, failed, in hand, tried again, being asked about and waiting for a person sum up to those that have arrived. */
const Step = z.object({
  arrived: count('Invoices that have come this far'),
  done: count('Done'),
  failed: count('Refused by the world: Xero, a mail server or a bank; or let go by a person'),
  inHand: count('Waiting their turn, or being worked on'),
  triedAgain: count('Could not be done just now, and tried again by itself'),
  triedAgainAt: z.iso.datetime().nullable().describe('When the first of them is tried again'),
  asking: count('May have reached the bank, which is being asked'),
  nextAskAt: z.iso.datetime().nullable().describe('When the bank is asked next'),
  needsYou: count('Stopped here; a person has to decide'),
  doneMinor: money.describe('What those that are done come to'),
  waitsUntil: z
    .object({ at: z.iso.datetime(), because: z.string() })
    .nullable()
    .describe('The stage takes nothing until then, since what it depends on is down or out of quota'),
});

export const RUN_STATES = ['collecting', 'waiting-for-approval', 'under-way', 'paused', 'finished', 'stopped'] as const;

const Run = z.object({
  runId: z.uuid(),
  version: z.int().positive().describe('Each decision makes a new one; say it when you approve, so that you approve what you have seen'),
  runOn: z.iso.date().describe('Charges due on or before this day are in it; the invoice date'),
  state: z.enum(RUN_STATES),
  sentence: z.string().describe('How it stands, for people'),
  requestedBy: z.string(),
  requestedAt: z.iso.datetime(),
  collectedAt: z.iso.datetime().nullable().describe('When all of its invoices were there to be looked at'),
  approvedBy: z.string().nullable(),
  approvedAt: z.iso.datetime().nullable(),
  approval: z
    .object({
      rule: z.enum(RULES).describe('What the policy wants for the run as it stands'),
      needed: count('Persons who have to approve, those who have included'),
      given: z.array(z.object({ by: z.string(), at: z.iso.datetime() })),
    })
    .describe('Who lets it go'),
  paused: z.object({ by: z.string(), at: z.iso.datetime() }).nullable(),
  stopped: z
    .object({
      by: z.string(),
      at: z.iso.datetime(),
      because: z.string(),
      settled: z.boolean().describe('Whether the charges of what was not issued are free by now'),
    })
    .nullable(),
  stopAsked: z
    .object({ by: z.string(), at: z.iso.datetime(), because: z.string() })
    .nullable()
    .describe('Somebody has asked for it to be stopped, and the policy wants a second person'),
  actions: z.array(actionOf(RUN_ACTIONS)).describe('What whoever asks may do now'),
  leftOut: z.object({
    invoices: count('Left out; their charges come back in the next run'),
    totals: z.array(z.object({ currency: z.string(), invoices: count('Left out in this currency'), totalMinor: minor('With VAT') })),
  }),
  anomalies: z
    .array(
      z.object({
        kind: z.enum(GROUPS),
        invoices: count('Invoices that go out, or credits'),
        leftOut: count('Invoices that were left out'),
        totals: money.describe('What all of them come to'),
      }),
    )
    .describe('What there is to look at, by reason; an invoice may have several'),
  toLookAt: count('Invoices and credits that have something to look at, those left out included; 0 in lists'),
  before: z
    .object({
      runId: z.uuid(),
      runOn: z.iso.date(),
      invoices: count('Invoices of that run'),
      totals: z.array(z.object({ currency: z.string(), invoices: count('In this currency'), totalMinor: minor('With VAT') })),
    })
    .nullable()
    .describe('The last run that was approved before this one, to compare; null in lists'),
  invoices: count('One for each customer and currency, without those left out; 0 while it collects'),
  charges: count('Charges on those invoices'),
  credits: count('Customers and currencies whose charges come to zero or less: not invoiced, for finance to look at'),
  waiting: count('Charges that wait for another run: due after its day, or beyond the 5,000 lines or 2.8 MB that one invoice takes'),
  pausedCustomers: z
    .array(
      z.object({
        customerRef: z.string(),
        customerName: z.string(),
        currency: z.string(),
        charges: count('Charges that are due and wait'),
        totalMinor: minor('With VAT'),
      }),
    )
    .describe('What is due of customers who are paused, by customer and currency; it waits for a run after the pause'),
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
  pace: z
    .object({
      minuteLimit: count('Calls that Xero allows in a minute'),
      usedByOthers: count('Calls of the last full minute that were not ours'),
      usedThisMinute: count('Calls used of the present minute').nullable(),
      dayRemaining: count('Calls left today').nullable().describe('Null when its day is over and none of the new one is known'),
      at: z.iso.datetime().describe('When it was seen'),
    })
    .nullable()
    .describe('What Xero allows us, as last seen; null before the first call'),
  handwork: Handwork.nullable().describe('The work by hand that a finished run has saved; null for others'),
  estimatedEnd: z.iso
    .datetime()
    .nullable()
    .describe("When Xero's limits let it be done, for a proposed run if it is approved now; null when nothing is to come"),
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
    approve: z.boolean().default(false).describe('Approve it at once, whatever is gathered, as one of the persons the policy wants'),
  }),
) {}
export class ApproveRunDto extends createZodDto(
  z.strictObject({ version: z.int().positive().describe('The version of the run that you have seen; another one is refused') }),
) {}
const because = z.string().trim().min(1, 'expected the reason, for the history').max(500).describe('Why, for the history');
export class DecideInvoiceDto extends createZodDto(
  z.strictObject({
    because,
    version: z.int().positive().optional().describe('The version of the run that you have seen, to be refused another'),
  }),
) {}
export class DecideGroupDto extends createZodDto(
  z.strictObject({
    group: z.enum(GROUPS).describe('Which: all that have this to look at'),
    because,
    version: z.int().positive().describe('The version of the run that you have seen; another one is refused'),
  }),
) {}
export class StopRunDto extends createZodDto(z.strictObject({ because })) {}
export class RunInvoiceParams extends createZodDto(z.object({ id: z.uuid(), invoiceId: z.uuid() })) {}
export class RunParams extends createZodDto(z.object({ id: z.uuid() })) {}
export class RunQuery extends createZodDto(
  z.strictObject({
    after: z.uuid().optional().describe('The last run of the page before'),
    limit: z.coerce.number().int().min(1).max(100).default(20),
  }),
) {}
