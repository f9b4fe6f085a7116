import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { InvoicesSearch } from '../search';
import type { components } from './generated/back-office';
import { get, post } from './request';

type Schemas = components['schemas'];
export type Invoice = Schemas['InvoiceDto_Output'];
type InvoicePage = Schemas['InvoicePageDto_Output'];
export type InvoiceSummary = InvoicePage['invoices'][number];
export type InvoiceAction = Invoice['actions'][number]['action'];
export type BankAnswer = Invoice['attempts'][number];

/** The newest first. */
export const invoicesAsked = ({ q, state, run, customer }: InvoicesSearch) => ({
  ...{ q, customer, runId: run, order: 'newest' },
  ...(state === 'on-hold' ? { onHold: 'yes' } : { state }),
});

export const invoicesQuery = (search: InvoicesSearch) => {
  const asked = invoicesAsked(search);
  return infiniteQueryOptions({
    queryKey: ['invoices', asked],
    queryFn: ({ signal, pageParam }) => get<InvoicePage>('/api/invoices', { ...asked, after: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
    placeholderData: keepPreviousData,
  });
};

export const invoiceQuery = (invoiceId: string) =>
  queryOptions({
    queryKey: ['invoice', invoiceId],
    queryFn: ({ signal }) => get<Invoice>(`/api/invoices/${encodeURIComponent(invoiceId)}`, {}, signal),
  });

interface Seen {
  readonly version: number;
}
interface Because {
  readonly because: string;
}

const decide = (invoiceId: string, what: string, body: object) => post<Invoice>(`/api/invoices/${invoiceId}/${what}`, body);

export type SettledForMe = Schemas['SettledForMeDto_Output'];

/** What this person asked to be told of. */
export const settledForMeQuery = queryOptions({
  queryKey: ['settled-for-me'],
  queryFn: ({ signal }) => get<SettledForMe>('/api/invoices/settled-for-me', {}, signal),
});
export const seenSettled = (invoiceId: string) => post<SettledForMe>(`/api/invoices/${invoiceId}/seen`);

export const tellMe = (invoiceId: string) => decide(invoiceId, 'tell-me', {});
export const addNote = (invoiceId: string, body: { readonly text: string; readonly noteId: string }) => decide(invoiceId, 'notes', body);
export const hold = (invoiceId: string, body: Seen & Because) => decide(invoiceId, 'hold', body);
export const release = (invoiceId: string, body: Seen) => decide(invoiceId, 'release', body);
export const takeBack = (invoiceId: string, body: Seen & Because) => decide(invoiceId, 'take-back', body);
export const sendAgain = (invoiceId: string, body: Seen) => decide(invoiceId, 'send-again', body);
export const correct = (invoiceId: string, body: Seen & Because & { readonly customerName?: string; readonly customerEmail?: string }) =>
  decide(invoiceId, 'correct', body);
