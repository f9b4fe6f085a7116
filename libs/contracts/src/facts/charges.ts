import { z } from 'zod';
import { fact } from '../fact';
import { chargeTerms, currency, day, payer, person } from './shapes';

/** One thing that will be due, with all that an invoice needs to know of it. */
export const charge = z.object({ ...chargeTerms, ...payer, currency, dueOn: day('The day from which the charge may be invoiced') });

export const ChargesEntered = fact(
  'charges.entered',
  1,
  'Somebody entered charges that will be due; each is new and valid.',
  {
    batchId: z.uuid().describe('The batch they came in'),
    source: z.enum(['csv', 'api']).describe('By which door they came'),
    enteredBy: person('Who entered them'),
    charges: z.array(charge).min(1).max(500).describe('The charges, in the order they came'),
  },
  { about: 'batchId', beginsLine: true },
);

/** A run tells its charges in such parts. */
const MOST_GATHERED = 1000;

export const ChargesGathered = fact(
  'run.charges-gathered',
  1,
  'Charges were put on the proposed invoices and credits of a run, where nobody changes them any more.',
  {
    runId: z.uuid().describe('The run'),
    part: z.int().nonnegative().describe('How many invoices of the run had been told before this part'),
    chargeRefs: z.array(z.string().min(1)).min(1).max(MOST_GATHERED).describe('The charges'),
  },
  { about: 'runId' },
);

const change = {
  changeId: z.uuid().describe('The change that was asked for'),
  chargeRef: z.string().min(1).describe('The charge'),
};

export const ChargeChangeRequested = fact(
  'charge.change-requested',
  1,
  'A person asked for a charge to be edited or withdrawn; it is done unless the charge is in a run by then.',
  {
    ...change,
    charge: charge.nullable().describe('The charge as it is to be; null when it is to be withdrawn'),
    requestedBy: person('Who asked'),
    because: z.string().min(1).describe('The reason that person gave'),
  },
  { about: 'changeId' },
);

export const ChargeEdited = fact('charge.edited', 1, 'A charge was changed as it was asked for; no run had it.', change, {
  about: 'changeId',
});

export const ChargeWithdrawn = fact('charge.withdrawn', 1, 'A charge was withdrawn and is never invoiced; no run had it.', change, {
  about: 'changeId',
});

/** Why a charge stays as it is. */
export const CHANGE_REFUSALS = ['not-arrived', 'withdrawn', 'in-run', 'invoiced'] as const;

export const ChargeChangeRefused = fact(
  'charge.change-refused',
  1,
  'A charge stays as it is, because it had not arrived, was withdrawn, or is in a run.',
  {
    ...change,
    refusal: z.enum(CHANGE_REFUSALS).describe('Why it stays as it is'),
    runId: z.uuid().nullable().describe('The run it is in; null when it is in none'),
    runOn: z.iso.date().nullable().describe('The day of that run; null when it is in none'),
    invoiceNumber: z.string().nullable().describe('The invoice it went out on; null when none has'),
    issuedAt: z.iso.datetime().nullable().describe('When that invoice was issued; null when none has been'),
  },
  { about: 'changeId' },
);
