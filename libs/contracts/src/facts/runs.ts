import { z } from 'zod';
import { fact } from '../fact';
import { currency, day, minor, person } from './shapes';

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
    waiting: z.int().nonnegative().describe('Charges due later, which wait for another run'),
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
  },
  { about: 'runId' },
);

export const RunApproved = fact(
  'run.approved',
  1,
  'A person, or the policy, approved the run: its invoices may go out.',
  { ...run, approvedBy: person('Who approved') },
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
