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
