import { z } from 'zod';
import { type MailConfig, mailSettings } from '../mail-settings';
import type { Mail } from '../mailer';

/** Settings of a made-up company. */
export const aMailConfig = (changes: Partial<Record<keyof MailConfig, string>> = {}): MailConfig =>
  z.object(mailSettings).parse({
    COMPANY_NAME: 'Brightwater Services Ltd',
    COMPANY_ADDRESS: '12 Quay Street\\nBristol BS1 4XY',
    COMPANY_VAT_NUMBER: 'GB 123 4567 89',
    COMPANY_EMAIL: 'accounts@brightwater.example',
    MAIL_FROM: 'invoices@brightwater.example',
    SMTP_URL: 'smtp://127.0.0.1:1',
    SMTP_TIMEOUT_MS: '10000',
    ...changes,
  });

export const aMail = (changes: Partial<Mail> = {}): Mail => ({
  to: { name: 'Acme Trading', address: 'ap@acme.example' },
  subject: 'Invoice TK-17',
  text: 'Dear Acme,\n\nplease find attached.\n',
  html: '<p>Dear Acme, please find attached.</p>',
  messageId: '<TK-17-invoice@brightwater.example>',
  invoiceNumber: 'TK-17',
  kind: 'invoice',
  possiblyTwice: false,
  ...changes,
});
