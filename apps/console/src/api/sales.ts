import type { components } from './generated/back-office';
import { post } from './request';

export interface AdjustmentInput {
  /** Name or id. */
  readonly consultant: string;
  /** A decimal in major units; negative when something is taken off. */
  readonly revenue: string;
  readonly currency: string;
  /** The moment to which it counts, ISO 8601; now when not said. */
  readonly counts_at?: string;
  readonly reason: string;
}

export const takeBack = (saleId: string, reason: string) =>
  post<components['schemas']['SaleWithLinesDto_Output']>(`/api/sales/${saleId}/void`, { reason });
export const adjust = (input: AdjustmentInput) => post<components['schemas']['AdjustmentDto_Output']>('/api/adjustments', input);
