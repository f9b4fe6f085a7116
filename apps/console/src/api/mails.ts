import { queryOptions } from '@tanstack/react-query';
import { get } from './request';

/** A mail as it was given to the mail server; the letter is null where it was sent before letters were kept. */
export interface KeptMail {
  readonly kind: string;
  readonly state: 'sending' | 'waiting' | 'sent' | 'refused' | 'unknown';
  readonly possiblyTwice: boolean;
  readonly serverSaid: string | null;
  readonly changedAt: string;
  readonly to: { readonly name: string; readonly address: string } | null;
  readonly subject: string | null;
  readonly text: string | null;
  readonly attached: readonly string[];
}

/** With the invoice, and about how its debit went: two apps send them, and each keeps its own. */
export const mailsQuery = (invoiceId: string) =>
  queryOptions({
    queryKey: ['invoice', invoiceId, 'mails'],
    queryFn: async ({ signal }): Promise<readonly KeptMail[]> => {
      const paths = [`/api/invoice-mails/${invoiceId}`, `/api/notices/${invoiceId}`];
      const answers = await Promise.all(paths.map((path) => get<{ mails: readonly KeptMail[] }>(path, {}, signal)));
      return answers.flatMap(({ mails }) => mails).sort((a, b) => a.changedAt.localeCompare(b.changedAt));
    },
  });

export const pdfAddress = (invoiceId: string) => `/api/invoice-mails/${encodeURIComponent(invoiceId)}/pdf`;
