import { z } from 'zod';
import { fact } from '../fact';
import { currency, day, minor, payer, person } from './shapes';

const run = { runId: z.uuid().describe('The run') };

export const RunRequested = fact(
  'run.requested',
  1,
  'Somebody, or the schedule, asked for the charges that are due to be gathered into invoices.',
  {
    ...run,
    runOn: day('Charges due on or before this day are gathered; it becomes the invoice date'),
    requestedBy: person('Who asked'),
    chargesEntered: z
      .int()
      .nonnegative()
      .describe('How many charges had been entered or taken back by then; gathering waits until all of that has arrived'),
    pausedCustomers: z
      .array(payer.customerRef)
      .optional()
      .describe('References of customers who were paused for that day by then: their charges wait for a later run'),
  },
  { about: 'runId', beginsLine: true },
);

export const RunGathered = fact(
  'run.gathered',
  1,
  'The due charges were gathered into proposed invoices, which wait for approval.',
  {
    ...run,
    invoices: z.int().nonnegative().describe('Proposed invoices, one for each customer and currency'),
    charges: z.int().nonnegative().describe('Charges on those invoices'),
    credits: z.int().nonnegative().describe('Customers whose charges sum to zero or less: not invoiced, for finance to look at'),
    waiting: z
      .int()
      .nonnegative()
      .describe('Charges that wait for another run: due later, or more than one invoice of their customer takes'),
    withoutCard: z.int().nonnegative().describe('Proposed invoices whose customer has no card attached'),
    totals: z
      .array(
        z.object({
          currency,
          invoices: z.int().nonnegative().describe('Proposed invoices in this currency'),
          netMinor: minor('Sum before VAT'),
          vatMinor: minor('Sum of VAT'),
          totalMinor: minor('Sum with VAT'),
        }),
      )
      .describe('Sums for each currency'),
    proposals: z
      .int()
      .nonnegative()
      .optional()
      .describe('How many invoices and credits run.proposed tells one by one; missing when none are told'),
    paused: z
      .array(
        z.object({
          customerRef: payer.customerRef,
          customerName: payer.customerName,
          currency,
          charges: z.int().positive().describe('Charges that are due and wait'),
          totalMinor: minor('What those come to with VAT'),
        }),
      )
      .optional()
      .describe('What is due of customers who are paused, by customer and currency: it waits for a later run'),
  },
  { about: 'runId' },
);

/** What a person should look at before an invoice goes out. */
export const ANOMALIES = ['three-times-usual', 'first-invoice', 'zero-or-negative', 'duplicate-looking'] as const;

const anomaly = z.object({
  kind: z.enum(ANOMALIES).describe('What is unusual'),
  usualMinor: minor('What the invoices of the customer usually come to: the mean of those counted in overInvoices').optional(),
  overInvoices: z.int().positive().optional().describe('Over how many of the last issued invoices in this currency the mean was taken'),
  charges: z.int().positive().optional().describe('How many charges look like one that is there already'),
  amountMinor: minor('What those charges come to with VAT').optional(),
});

export const RunProposing = fact(
  'run.proposing',
  1,
  'A run was gathered and its invoices are told one by one; so many have been told.',
  { ...run, proposed: z.int().nonnegative().describe('Invoices and credits told so far') },
  { about: 'runId' },
);

export const RunProposed = fact(
  'run.proposed',
  1,
  'A part of the invoices of a run was proposed, each with what is unusual about it.',
  {
    ...run,
    part: z.int().nonnegative().describe('How many had been told before this part'),
    invoices: z
      .array(
        z.object({
          invoiceId: z.uuid().describe('Our id of the proposed invoice or credit'),
          seq: z.int().positive().describe('Its place in the run'),
          customerRef: payer.customerRef,
          customerName: payer.customerName,
          hasCard: z.boolean().describe('Whether a card is attached to the customer'),
          currency,
          lines: z.int().positive().describe('Charges on it'),
          netMinor: minor('Sum before VAT'),
          vatMinor: minor('Sum of VAT'),
          totalMinor: minor('Sum with VAT'),
          anomalies: z.array(anomaly).describe('What is unusual about it; empty for most'),
        }),
      )
      .min(1)
      .max(500)
      .describe('The invoices, and the credits whose charges come to zero or less and are not invoiced'),
  },
  { about: 'runId' },
);

const decision = {
  ...run,
  invoiceId: z.uuid().describe('The proposed invoice'),
  decision: z.int().positive().describe('The how many-th decision about an invoice of this run it is; of two about one the later counts'),
};

export const RunInvoiceLeftOut = fact(
  'run.invoice-left-out',
  1,
  'A person left a proposed invoice out of the run; its charges come back in the next run.',
  { ...decision, leftOutBy: person('Who left it out'), because: z.string().min(1).describe('The reason that person gave') },
  { about: 'runId' },
);

export const RunInvoiceIncluded = fact(
  'run.invoice-included',
  1,
  'A person took an invoice that was left out into the run again.',
  { ...decision, includedBy: person('Who took it in again'), because: z.string().min(1).describe('The reason that person gave') },
  { about: 'runId' },
);

export const RunApproved = fact(
  'run.approved',
  1,
  'A person, or the policy, approved the run: its invoices may go out.',
  {
    ...run,
    approvedBy: person('Who approved'),
    decisions: z
      .int()
      .nonnegative()
      .optional()
      .describe('How many decisions about single invoices were made before; none goes out until all of them have arrived'),
  },
  { about: 'runId' },
);

export const RunIssuing = fact(
  'run.issuing',
  1,
  'A part of the run has been issued and more is to follow.',
  { ...run, issued: z.int().nonnegative().describe('Invoices issued so far') },
  { about: 'runId' },
);

export const RunIssued = fact(
  'run.issued',
  1,
  'Every invoice of the run has been issued.',
  { ...run, invoices: z.int().nonnegative().describe('Invoices issued') },
  { about: 'runId' },
);

const turn = {
  ...run,
  turn: z.int().positive().describe('The how many-th time it is that the run was paused or resumed; the latest counts'),
};

export const RunPaused = fact(
  'run.paused',
  1,
  'A person paused the run: no more of its invoices are issued until it is resumed.',
  { ...turn, pausedBy: person('Who paused it') },
  { about: 'runId' },
);

export const RunResumed = fact(
  'run.resumed',
  1,
  'A person resumed the run: the invoices that are left go out.',
  { ...turn, resumedBy: person('Who resumed it') },
  { about: 'runId' },
);

export const RunStopped = fact(
  'run.stopped',
  1,
  'A person stopped the run for good: nothing more is issued, and what has gone out goes on to its end.',
  { ...run, stoppedBy: person('Who stopped it'), because: z.string().min(1).describe('The reason that person gave') },
  { about: 'runId' },
);

export const RunCutShort = fact(
  'run.cut-short',
  1,
  'A stopped run has come to rest: the charges of what was not issued are free for the next run.',
  {
    ...run,
    issued: z.int().nonnegative().describe('Invoices that had been issued'),
    released: z.int().nonnegative().describe('Charges that are free again'),
  },
  { about: 'runId' },
);
