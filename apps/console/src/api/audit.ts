import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { components } from './generated/back-office';
import { get } from './request';

type Schemas = components['schemas'];
type AuditPage = Schemas['AuditPageDto_Output'];
export type AuditLine = AuditPage['lines'][number];
export type AuditChoices = Schemas['AuditChoicesDto_Output'];

export interface AuditAsked {
  readonly q?: string;
  readonly by?: string;
  readonly action?: string;
  /** The customer's reference. */
  readonly customer?: string;
  /** Days, `YYYY-MM-DD`. */
  readonly from?: string;
  readonly to?: string;
}

export const auditQuery = (asked: AuditAsked) =>
  infiniteQueryOptions({
    queryKey: ['audit', asked],
    queryFn: ({ signal, pageParam }) => get<AuditPage>('/api/audit', { ...asked, after: pageParam }, signal),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
    placeholderData: keepPreviousData,
  });

export const auditChoicesQuery = queryOptions({
  queryKey: ['audit', 'choices'],
  queryFn: ({ signal }) => get<AuditChoices>('/api/audit/choices', {}, signal),
});
