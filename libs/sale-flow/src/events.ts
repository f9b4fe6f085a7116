import type { Answers, LookUpId, StepId, Who } from './answers';
import type { Question } from './definition';
import type { PriceChange } from './prices';
import type { FrozenPrices } from './state';

/** What may have happened to a sale in progress. Never edited once released: kept histories are read by it. */
export type FlowEvent =
  | {
      readonly type: 'started';
      readonly definition: number;
      readonly saleRef: string;
      readonly owner: Who;
      readonly team: string | null;
      readonly consultant: Who;
      readonly channel: 'online' | 'offline';
      readonly prices: FrozenPrices;
    }
  | { readonly type: 'drafted'; readonly step: StepId; readonly draft: Answers }
  | { readonly type: 'draft-discarded'; readonly step: StepId }
  /** `confirmed`: the old answers were said to be still right. */
  | { readonly type: 'answered'; readonly step: StepId; readonly answers: Answers; readonly confirmed?: true }
  | { readonly type: 'reopened'; readonly step: StepId; readonly because: string }
  | {
      readonly type: 'look-up-asked';
      readonly lookUp: LookUpId;
      readonly round: number;
      readonly source: string;
      readonly question: Question;
    }
  | { readonly type: 'look-up-dropped'; readonly lookUp: LookUpId; readonly round: number }
  | {
      readonly type: 'look-up-found';
      readonly lookUp: LookUpId;
      readonly round: number;
      readonly source: string;
      readonly answer: Answers;
      readonly cost?: string;
    }
  | {
      readonly type: 'look-up-not-found';
      readonly lookUp: LookUpId;
      readonly round: number;
      readonly source: string;
      readonly cost?: string;
    }
  | {
      readonly type: 'look-up-delayed';
      readonly lookUp: LookUpId;
      readonly round: number;
      readonly source: string;
      readonly reason: string;
      readonly nextTry?: string;
    }
  | { readonly type: 'look-up-parked'; readonly lookUp: LookUpId; readonly round: number; readonly source: string; readonly reason: string }
  | { readonly type: 'look-up-typed-in'; readonly lookUp: LookUpId; readonly round: number; readonly answer: Answers }
  | { readonly type: 'repriced'; readonly prices: FrozenPrices; readonly reason: string; readonly changes: readonly PriceChange[] }
  | { readonly type: 'seller-changed'; readonly consultant: Who; readonly channel: 'online' | 'offline' }
  | { readonly type: 'handed-over'; readonly to: Who; readonly team: string | null; readonly note: string }
  | { readonly type: 'taken-over'; readonly from: Who; readonly to: Who; readonly team: string | null; readonly reason: string }
  | { readonly type: 'migrated'; readonly from: number; readonly to: number }
  | { readonly type: 'reminded' }
  | { readonly type: 'expired' }
  | { readonly type: 'continued' }
  | { readonly type: 'abandoned'; readonly reason: string }
  | { readonly type: 'completed'; readonly totalMinor: number; readonly currency: string }
  | { readonly type: 'taken-back'; readonly reason: string };

/** What one accepted command did. */
export interface HistoryEntry {
  /** Counts the entries of one sale from 1. */
  readonly version: number;
  readonly at: string;
  readonly by: Who;
  readonly commandId: string;
  readonly events: readonly FlowEvent[];
}

/** Who acts when no person does: a look-up's answer, a clock. */
export const TAKINGS: Who = { id: 'takings', name: 'Takings' };
