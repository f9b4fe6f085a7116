import { z } from 'zod';
import { fact, personal } from '../fact';
import { day, person } from './shapes';

/**
 * What people set in the console and other apps go by. Each setting is told as a whole; of two tellings the higher revision holds, so that
 * they may come in any order.
 */
const setting = <Name extends string>(name: Name) => ({
  setting: z.literal(name).describe('Which setting it is'),
  revision: z.int().positive().describe('Counts the changes of this setting'),
  changedBy: person('Who changed it'),
});

export const BookingChanged = fact(
  'booking.changed',
  1,
  'A person chose how invoices and payments are booked in Xero.',
  {
    ...setting('booking'),
    revenueAccount: z.string().min(1).describe('Account code in Xero that invoices are booked on'),
    clearingAccount: z
      .string()
      .min(1)
      .describe('Account code in Xero that card receipts are recorded on until they are settled to the bank'),
    taxTypes: z
      .array(
        z.object({
          rate: z.string().min(1).describe('VAT in percent'),
          taxType: z.string().min(1).describe("Xero's tax type of that rate"),
        }),
      )
      .describe('The tax type of each VAT rate'),
  },
  { about: 'setting', beginsLine: true },
);

export const CompanyChanged = fact(
  'company.changed',
  1,
  'A person changed what stands on letters and invoices of the company.',
  {
    ...setting('company'),
    name: z.string().min(1).describe('Its name, as on its invoices'),
    addressLines: z.array(z.string().min(1)).min(1).describe('Its postal address, line by line'),
    vatNumber: z.string().min(1).nullable().describe('The VAT number printed on invoices; null for none'),
    email: z.string().min(3).describe('Where customers write back to'),
    timeZone: z.string().min(1).describe('IANA time zone of the days named in letters'),
  },
  { about: 'setting', beginsLine: true },
);

export const MailTextsChanged = fact(
  'mail-texts.changed',
  1,
  'A person changed the words of the mails that customers get.',
  {
    ...setting('mail-texts'),
    texts: z
      .array(
        z.object({
          kind: z.string().min(1).describe('Which mail: the invoice, or the outcome of a debit'),
          subject: z.string().min(1).describe('Its subject, with {placeholders}'),
          paragraphs: z.array(z.string().min(1)).min(1).describe('Its paragraphs, with {placeholders}; text, never HTML'),
        }),
      )
      .describe('The mails whose words are the own ones; all others keep the standard ones'),
  },
  { about: 'setting', beginsLine: true },
);

export const NumberSeriesChanged = fact(
  'number-series.changed',
  1,
  'A person changed how invoices are numbered from now on.',
  {
    ...setting('number-series'),
    prefix: z.string().min(1).max(9).describe('What invoice numbers begin with; the year and a number follow'),
    startsAt: z
      .object({
        year: z.int().describe('The year of the invoice date'),
        number: z.int().positive().describe('The number of that year to go on with, unless it has been passed'),
      })
      .nullable()
      .describe('Null to go on where the series stands'),
  },
  { about: 'setting', beginsLine: true },
);

/** What was found wrong, for a person. */
const findings = z
  .array(
    z.object({
      what: z.string().min(1).describe('What it is about: a variable, a scope, an account'),
      says: z.string().min(1).describe('What is wrong and what to do, in a sentence'),
    }),
  )
  .describe('What is missing or wrong; empty when all is well');

const check = {
  checkId: z.uuid().describe('Our id of the check'),
};

const asked = { ...check, askedBy: person('Who asked') };

export const XeroCheckRequested = fact(
  'xero-check.requested',
  1,
  'A person asked whether Xero can be reached with our credentials, and for its lists.',
  asked,
  { about: 'checkId', beginsLine: true },
);

export const XeroChecked = fact(
  'xero.checked',
  1,
  'Xero was asked who we are there, and for its accounts, tax types and currencies.',
  {
    ...check,
    checkedAt: z.iso.datetime().describe('When it answered, or did not'),
    findings,
    organisation: z
      .object({
        name: z.string().describe('The organisation that the credentials open'),
        baseCurrency: z.string().describe('ISO 4217 code of its base currency'),
        lockedUntil: day('The day up to which its books are locked').nullable(),
      })
      .nullable()
      .describe('Null when Xero did not say'),
    accounts: z
      .array(
        z.object({
          code: z.string().describe('Its code'),
          name: z.string().describe('Its name'),
          type: z.string().describe("Xero's type of it, such as REVENUE or BANK"),
          active: z.boolean().describe('False once it is archived'),
          takesPayments: z.boolean().describe('Whether payments can be recorded on it'),
        }),
      )
      .describe('Its accounts that have a code'),
    taxTypes: z
      .array(
        z.object({
          taxType: z.string().describe('Its code'),
          name: z.string().describe('Its name'),
          rate: z.string().describe('What it comes to in percent'),
          active: z.boolean().describe('False once it is deleted or archived'),
          onRevenue: z.boolean().describe('Whether it may stand on what is sold'),
        }),
      )
      .describe('Its tax rates'),
    currencies: z.array(z.string()).describe('ISO 4217 codes of the currencies that it takes'),
    inForce: z
      .object({
        revenueAccount: z.string().nullable().describe('Account code of the revenue; null when none is chosen'),
        clearingAccount: z.string().nullable().describe('Account code of card receipts; null when none is chosen'),
        taxTypes: z
          .array(z.object({ rate: z.string().describe('VAT in percent'), taxType: z.string().describe("Xero's tax type of that rate") }))
          .describe('The tax type of each VAT rate'),
      })
      .describe('How invoices and payments were booked at that moment'),
  },
  { about: 'checkId' },
);

export const GatewayCheckRequested = fact(
  'gateway-check.requested',
  1,
  'A person asked whether the card gateway can be reached with our credentials; no money moves.',
  asked,
  { about: 'checkId', beginsLine: true },
);

export const GatewayChecked = fact(
  'gateway.checked',
  1,
  'The card gateway was asked for a charge that does not exist, which it answers only to whom it knows.',
  {
    ...check,
    checkedAt: z.iso.datetime().describe('When it answered, or did not'),
    findings,
    siteReference: z.string().nullable().describe('The site that charges are made on; null when none is set'),
    testBank: z.boolean().describe('Whether that site is one of the test bank, where no money moves'),
  },
  { about: 'checkId' },
);

export const TestMailRequested = fact(
  'test-mail.requested',
  1,
  'A person asked for a mail to themselves, as a customer would get it.',
  {
    ...asked,
    to: personal(z.string().min(3).describe('The address of that person')),
    name: personal(z.string().min(1).describe('What that person is called')),
    kind: z.string().min(1).describe('Which mail'),
    subject: z.string().min(1).describe('Its subject, with {placeholders}'),
    paragraphs: z.array(z.string().min(1)).min(1).describe('Its paragraphs, with {placeholders}'),
  },
  { about: 'checkId', beginsLine: true },
);

export const TestMailAnswered = fact(
  'test-mail.answered',
  1,
  'The mail server took a test mail, or did not.',
  {
    ...check,
    checkedAt: z.iso.datetime().describe('When it answered, or did not'),
    findings,
    server: z.string().describe('The mail server, by its name and port'),
  },
  { about: 'checkId' },
);
