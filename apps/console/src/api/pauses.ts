import { queryOptions } from '@tanstack/react-query';
import type { components } from './generated/back-office';
import { get, post } from './request';

type Schemas = components['schemas'];
type Pauses = Schemas['PausesDto_Output'];
export type Work = Pauses['work'][number];
export type WorkAction = Work['can'][number]['action'];
export type CustomerPause = Schemas['CustomerPauseDto_Output'];

/** Others pause and resume as well. */
const LOOK_AGAIN_MS = 15_000;

export const pausesQuery = queryOptions({
  queryKey: ['pauses'],
  queryFn: async ({ signal }) => (await get<Pauses>('/api/pauses', {}, signal)).work,
  refetchInterval: LOOK_AGAIN_MS,
  retry: false,
});

export const changeWork = async (what: string, action: WorkAction, because: string) =>
  (await post<Pauses>(`/api/pauses/${what}/${action}`, { because })).work;

/** Whether the server lets whoever is signed in do it: apps/back-office/src/pauses/work-pauses.ts. */
export const workCan = (work: Pick<Work, 'can'>, action: WorkAction): boolean =>
  work.can.some((one) => one.action === action && one.whyNot === null);

export const customerPauseQuery = (customerId: string) =>
  queryOptions({
    queryKey: ['customer', customerId, 'pause'],
    queryFn: ({ signal }) => get<CustomerPause>(`/api/customers/${customerId}/pause`, {}, signal),
    retry: false,
  });

export interface PauseInput {
  readonly from_on: string;
  readonly until_on?: string;
  readonly because: string;
}
export const pauseCustomer = (customerId: string, input: PauseInput) => post<CustomerPause>(`/api/customers/${customerId}/pause`, input);
export const endPauseOf = (customerId: string) => post<CustomerPause>(`/api/customers/${customerId}/pause/end`);

/** apps/back-office/src/customers/pauses/customer-pauses.ts */
export const customerCan = (pause: Pick<CustomerPause, 'can'>, action: 'pause' | 'end'): boolean =>
  pause.can.some((one) => one.action === action && one.whyNot === null);
