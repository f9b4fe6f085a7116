import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { components } from './generated/back-office';
import { get, post, put } from './request';

type Schemas = components['schemas'];
type ChargePage = Schemas['ChargePageDto_Output'];
type ImportPage = Schemas['ImportPageDto_Output'];
export type Charge = Schemas['ChargeDto_Output'];
export type ChargeSummary = ChargePage['charges'][number];
export type Import = Schemas['ImportDto_Output'];
export type ImportSummary = ImportPage['imports'][number];
export type Beginning = Schemas['BeginningDto_Output'];
export type Mapping = Beginning['guess'];
export type ImportKind = Import['kind'];

export interface ChargesAsked {
  readonly q?: string;
  readonly state?: ChargeSummary['state'];
  readonly source?: ChargeSummary['source'];
  readonly customer?: string;
}

/** While something is under way its answer is a second off. */
const SOON_MS = 1000;

export const chargesQuery = (asked: ChargesAsked) =>
  infiniteQueryOptions({
    queryKey: ['charges', asked],
    queryFn: ({ signal, pageParam }) => get<ChargePage>('/api/charges', { ...asked, after: pageParam }, signal),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
    placeholderData: keepPreviousData,
  });

export const chargeQuery = (chargeId: string) =>
  queryOptions({
    queryKey: ['charge', chargeId],
    queryFn: ({ signal }) => get<Charge>(`/api/charges/${encodeURIComponent(chargeId)}`, {}, signal),
    refetchInterval: ({ state }) => (state.data?.asked ? SOON_MS : false),
  });

/** As forms have it. */
export interface ChargeInput {
  readonly customer_ref: string;
  readonly customer_name: string;
  readonly customer_email: string;
  readonly card_ref: string;
  readonly description: string;
  readonly quantity: string;
  readonly unit_price: string;
  readonly currency: string;
  readonly vat_rate: string;
  readonly due_on: string;
}
interface Reason {
  readonly because: string;
  readonly revision: number;
}

export const editCharge = (chargeId: number, input: ChargeInput & Reason) => put<Charge>(`/api/charges/${chargeId}`, input);
export const withdrawCharge = (chargeId: number, reason: Reason) => post<Charge>(`/api/charges/${chargeId}/withdraw`, reason);

export const importsQuery = (source?: ImportSummary['source']) =>
  infiniteQueryOptions({
    queryKey: ['imports', source],
    queryFn: ({ signal, pageParam }) => get<ImportPage>('/api/charge-imports', { source, after: pageParam }, signal),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
  });

export const importQuery = (importId: string) =>
  queryOptions({
    queryKey: ['import', importId],
    queryFn: ({ signal }) => get<Import>(`/api/charge-imports/${encodeURIComponent(importId)}`, {}, signal),
    refetchInterval: ({ state }) => (state.data?.state === 'entering' || state.data?.state === 'reading' ? SOON_MS : false),
  });

export const enterImport = ({ importId, revision }: Import) => post<Import>(`/api/charge-imports/${importId}/enter`, { revision });
export const dropImport = (importId: string) => post<Import>(`/api/charge-imports/${importId}/drop`, {});
export const rejectedFile = (importId: string) => `/api/charge-imports/${importId}/rejected`;
