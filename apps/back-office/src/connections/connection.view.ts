import { XeroChecked } from '@takings/contracts';
import { createZodDto } from '@takings/runtime/http';
import { z } from 'zod';
import { MailText } from '../settings/mail-texts/mail-texts';

const check = {
  state: z
    .enum(['never', 'asking', 'silent', 'well', 'faulty'])
    .describe('asking: no answer yet; silent: for half a minute; faulty: something is missing'),
  askedBy: z.string().nullable(),
  askedAt: z.iso.datetime().nullable(),
  checkedAt: z.iso.datetime().nullable(),
  wellAt: z.iso.datetime().nullable().describe('When nothing was found wrong last'),
  findings: z
    .array(z.object({ what: z.string().describe('A variable, a scope, or who does not answer'), says: z.string() }))
    .describe('What is missing or wrong, and what to do'),
};
const { organisation, accounts, taxTypes, currencies, inForce } = XeroChecked.data.shape;

const XeroView = z.object({
  ...check,
  organisation,
  accounts,
  taxTypes,
  currencies,
  booking: inForce.describe('How invoices and payments are booked'),
  chosen: z.boolean().describe('False while the values of the installation hold'),
  faults: z
    .array(z.object({ field: z.enum(['revenueAccount', 'clearingAccount', 'taxTypes', 'currency']), says: z.string() }))
    .describe('What Xero would refuse of it, by its own lists'),
});

export class ConnectionsDto extends createZodDto(
  z.object({
    xero: XeroView,
    gateway: z.object({ ...check, siteReference: z.string().nullable(), testBank: z.boolean() }),
    mail: z.object({ ...check, server: z.string().nullable() }),
  }),
) {}
const TestMail = z.object({ mail: MailText });
export class TestMailDto extends createZodDto(TestMail) {}
