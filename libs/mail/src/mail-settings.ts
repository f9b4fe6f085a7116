import { z } from 'zod';
import { readAddress } from './address';

const address = (expected: string) =>
  z
    .string()
    .refine((text) => 'address' in readAddress(text))
    .describe(expected);

/** What every app that sends mail must be told: whose letters they are, and by which server they go. */
export const mailSettings = {
  COMPANY_NAME: z.string().trim().min(1).describe('the name of your company, as on its invoices'),
  COMPANY_ADDRESS: z
    .string()
    .transform((text) => text.split(/\\n|\r?\n/).map((line) => line.trim()))
    .transform((lines) => lines.filter((line) => line !== ''))
    .refine((lines) => lines.length > 0)
    .describe('the postal address of your company, its lines separated by \\n'),
  COMPANY_VAT_NUMBER: z.string().trim().optional().describe('the VAT number printed on invoices, or nothing'),
  COMPANY_EMAIL: address('the address to which customers write back'),
  MAIL_FROM: address('the address from which mail is sent, without a name'),
  SMTP_URL: z
    .url({ protocol: /^smtps?$/ })
    .describe('the mail server, such as smtp://user:password@host:587 or smtps://user:password@host'),
  SMTP_CONNECTIONS: z.coerce.number().int().min(1).max(50).default(5).describe('connections to the mail server at most, 1 to 50'),
  SMTP_TIMEOUT_MS: z.coerce
    .number()
    .int()
    .min(100)
    .max(600_000)
    .default(120_000)
    .describe('how long the mail server may stay silent, in milliseconds, 100 to 600000; too short a time makes doubled mails likelier'),
  MAIL_TEXTS_FILE: z.string().optional().describe('a JSON file with your own words for some of the mails, or nothing'),
  TIME_ZONE: z
    .string()
    .default('Europe/London')
    .refine((zone) => isTimeZone(zone))
    .describe('the time zone of the days named in letters, such as Europe/London'),
};

export type MailConfig = z.output<z.ZodObject<typeof mailSettings>>;

function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en-GB', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}
