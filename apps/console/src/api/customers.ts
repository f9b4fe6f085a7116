import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { components } from './generated/back-office';
import { get, patch, post } from './request';

type Schemas = components['schemas'];
export type Customer = Schemas['CustomerDto_Output'];
type CustomerPage = Schemas['CustomerPageDto_Output'];
export type CustomerSummary = CustomerPage['customers'][number];

/** As forms have it: an empty text for what is not known. */
export interface CustomerInput {
  readonly name: string;
  readonly company_number: string;
  readonly vat_number: string;
  readonly address: string;
  readonly postcode: string;
  readonly contact_name: string;
  readonly email: string;
  readonly phone: string;
  readonly card_ref: string;
  readonly active: boolean;
}

export interface CustomersAsked {
  readonly q?: string;
  readonly state?: 'open' | 'closed';
}

export const customersQuery = (asked: CustomersAsked) =>
  infiniteQueryOptions({
    queryKey: ['customers', asked],
    queryFn: ({ signal, pageParam }) => get<CustomerPage>('/api/customers', { ...asked, after: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
    placeholderData: keepPreviousData,
  });

export const customerQuery = (customerId: string) =>
  queryOptions({
    queryKey: ['customer', customerId],
    queryFn: ({ signal }) => get<Customer>(`/api/customers/${encodeURIComponent(customerId)}`, {}, signal),
  });

const LIKE_IT = 4;

/** Those who may be meant by what is typed, so that nobody is entered twice. */
export const similarQuery = (name: string) =>
  queryOptions({
    queryKey: ['customers', 'like', name],
    queryFn: async ({ signal }) => (await get<CustomerPage>('/api/customers', { q: name, limit: LIKE_IT }, signal)).customers,
    enabled: name.length > 2,
    placeholderData: keepPreviousData,
  });

export const createCustomer = (input: CustomerInput & { readonly customer_ref: string }) => post<Customer>('/api/customers', input);
export const changeCustomer = (customerId: string, input: CustomerInput & { readonly revision: number }) =>
  patch<Customer>(`/api/customers/${customerId}`, input);

export type Sale = Schemas['SalePageDto_Output']['sales'][number];
export type Invoice = Schemas['InvoicePageDto_Output']['invoices'][number];

/** The newest. */
export const salesOfQuery = (customerRef: string) =>
  queryOptions({
    queryKey: ['sales', 'of', customerRef],
    queryFn: async ({ signal }) => (await get<{ sales: readonly Sale[] }>('/api/sales', { customer: customerRef }, signal)).sales,
  });

export const invoicesOfQuery = (customerRef: string) =>
  queryOptions({
    queryKey: ['invoices', 'of', customerRef],
    queryFn: async ({ signal }) =>
      (await get<{ invoices: readonly Invoice[] }>('/api/invoices', { customer: customerRef }, signal)).invoices,
    // Who may not see invoices is told so once.
    retry: false,
  });
