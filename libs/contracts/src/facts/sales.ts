import { z } from 'zod';
import { fact, personal } from '../fact';
import { charge } from './charges';
import { bill, currency, minor, moment, person } from './shapes';

/** Who made it: the team is that of the moment, so that a consultant who moves leaves old sales with the old team. */
const seller = {
  consultantId: z.uuid().describe('Our id of the consultant'),
  consultantName: personal(z.string().min(1).describe('The consultant, as shown on boards')),
  teamId: z.uuid().describe('Our id of the team that the consultant was in'),
  teamName: z.string().min(1).describe('That team'),
  timeZone: z.string().min(1).describe('IANA time zone in which the days of that team end'),
};

const sale = {
  saleId: z.uuid().describe('Our id of the sale'),
  saleRef: z.string().min(1).describe('Unique reference of the sale'),
  ...seller,
  channel: z.enum(['online', 'offline']).describe('Where it was made'),
  origin: z
    .enum(['sold', 'imported', 'replayed'])
    .describe('A sale of today, one taken over from elsewhere, or one of a day lived through again'),
  product: z.string().describe('What was sold, in a few words'),
  currency,
  revenueMinor: minor('What the sale is worth on boards: the sum of its lines before VAT'),
  soldAt: moment('When it was made'),
};

export const SaleCompleted = fact(
  'sale.completed',
  1,
  'A consultant completed a sale.',
  {
    ...sale,
    customerName: personal(z.string().min(1).describe('Who bought')),
    charges: z
      .array(charge)
      .max(100)
      .describe('What will be due, a charge for each line; none when the sale was imported or replayed, which is never invoiced'),
  },
  { about: 'saleId', beginsLine: true },
);

export const SaleVoided = fact(
  'sale.voided',
  1,
  'A sale was taken back; all that it counted for is told again, so that nobody needs to have seen it before.',
  {
    ...sale,
    chargeRefs: z.array(z.string().min(1)).describe('The charges it brought, in the order of its lines'),
    reason: z.string().min(1).describe('Why, in the words of the person who took it back'),
    voidedBy: person('Who took it back'),
    voidedAt: moment('When it was taken back'),
  },
  { about: 'saleId' },
);

export const RevenueAdjusted = fact(
  'revenue.adjusted',
  1,
  "A person corrected a consultant's revenue without a sale.",
  {
    adjustmentId: z.uuid().describe('Our id of the correction'),
    ...seller,
    currency,
    revenueMinor: minor('What is added to the revenue; negative when something is taken off'),
    countsAt: moment('The moment to which it counts'),
    reason: z.string().min(1).describe('Why, in the words of the person who corrected'),
    adjustedBy: person('Who corrected'),
  },
  { about: 'adjustmentId', beginsLine: true },
);

export const TeamSaved = fact(
  'team.saved',
  1,
  'A team was created or changed; the highest revision holds.',
  {
    teamId: z.uuid().describe('Our id of the team'),
    name: z.string().min(1).describe('Its unique name'),
    displayName: z.string().min(1).describe('How boards call it'),
    timeZone: z.string().min(1).describe('IANA time zone in which its days end'),
    targetMinor: z.int().nullable().describe('Revenue to be reached in a day, before VAT, in minor units; null without a target'),
    currency: currency.nullable().describe('ISO 4217 code of the target; null without one'),
    active: z.boolean().describe('False once the team is closed'),
    revision: z.int().positive().describe('Counts the changes of this team'),
  },
  { about: 'teamId', beginsLine: true },
);

export const ConsultantSaved = fact(
  'consultant.saved',
  1,
  'A consultant was created or changed; the highest revision holds.',
  {
    consultantId: z.uuid().describe('Our id of the consultant'),
    name: personal(z.string().min(1).describe('The unique name, as shown on boards')),
    teamId: z.uuid().describe('The team the consultant is in now'),
    hiddenFromScreens: z.boolean().describe('True when screens must not show the name'),
    active: z.boolean().describe('False once the consultant has left'),
    revision: z.int().positive().describe('Counts the changes of this consultant'),
  },
  { about: 'consultantId', beginsLine: true },
);

export const CreditProposed = fact(
  'credit.proposed',
  1,
  'A sale was taken back after it had been invoiced: the invoice must not be debited, and a credit is proposed to finance.',
  {
    ...bill,
    creditMinor: minor('What the payer would get back or no longer owe, VAT included'),
    chargeRefs: z.array(z.string().min(1)).min(1).describe('The lines of the invoice that are taken back'),
    saleId: z.uuid().describe('The sale that was taken back'),
    saleRef: z.string().min(1).describe('Its reference'),
    reason: z.string().min(1).describe('Why it was taken back'),
  },
  { about: 'invoiceId' },
);
