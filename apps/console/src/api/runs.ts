import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { components } from './generated/back-office';
import { get, post } from './request';

type Schemas = components['schemas'];
export type Run = Schemas['RunDto_Output'];
export type RunState = Run['state'];
export type RunAction = Run['actions'][number]['action'];
type RunPage = Schemas['RunPageDto_Output'];
type ProposedPage = Schemas['ProposedPageDto_Output'];
export type ProposedInvoice = ProposedPage['invoices'][number];
export type Group = Run['anomalies'][number]['kind'];
type RunInvoicePage = Schemas['RunInvoicePageDto_Output'];
export type RunInvoice = RunInvoicePage['invoices'][number];

export const runsQuery = infiniteQueryOptions({
  queryKey: ['runs'],
  queryFn: ({ signal, pageParam }) => get<RunPage>('/api/runs', { after: pageParam }, signal),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: ({ next }) => next ?? undefined,
});

export const runQuery = (runId: string) =>
  queryOptions({
    queryKey: ['run', runId],
    queryFn: ({ signal }) => get<Run>(`/api/runs/${encodeURIComponent(runId)}`, {}, signal),
  });

export interface ProposedAsked {
  readonly anomaly?: Group | 'any';
  readonly state?: 'included' | 'left-out' | 'put-aside';
  readonly q?: string;
  readonly limit?: number;
}

export const proposedQuery = (runId: string, asked: ProposedAsked) =>
  infiniteQueryOptions({
    queryKey: ['proposed', runId, asked],
    queryFn: ({ signal, pageParam }) => get<ProposedPage>(`/api/runs/${runId}/invoices`, { ...asked, after: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
    placeholderData: keepPreviousData,
  });

export type Shown = 'all' | 'not-finished' | 'needs-you' | 'not-debited';

export const runInvoicesQuery = (runId: string, show: Shown, limit = 20) =>
  infiniteQueryOptions({
    queryKey: ['run-invoices', runId, show, limit],
    queryFn: ({ signal, pageParam }) => get<RunInvoicePage>(`/api/runs/${runId}/progress`, { show, limit, after: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
    placeholderData: keepPreviousData,
  });

export const requestRun = (runOn: string) => post<Run>('/api/runs', { runOn });
export const approveRun = (runId: string, version: number) => post<Run>(`/api/runs/${runId}/approve`, { version });
export const stopRun = (runId: string, because: string) => post<Run>(`/api/runs/${runId}/stop`, { because });
export const pauseRun = (runId: string) => post<Run>(`/api/runs/${runId}/pause`, {});
export const resumeRun = (runId: string) => post<Run>(`/api/runs/${runId}/resume`, {});

/** One invoice, or all of a group. */
export type Deciding = { readonly invoiceId: string } | { readonly group: Group };
export const decide = (runId: string, action: 'leave-out' | 'include', about: Deciding, because: string, version: number) =>
  'invoiceId' in about
    ? post<Run>(`/api/runs/${runId}/invoices/${about.invoiceId}/${action}`, { because, version })
    : post<Run>(`/api/runs/${runId}/${action}`, { group: about.group, because, version });
