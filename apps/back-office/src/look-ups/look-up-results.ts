import type { EntityManager } from 'typeorm';
import type { SourceAnswer } from './source-answer';

/** Which question of which sale in progress. */
export interface Asked {
  readonly flowId: string;
  readonly lookUp: string;
  readonly round: number;
}

/** What a look-up comes to, or why it has not yet: `trying-again` and `parked` may be followed by an answer. */
export type LookUpOutcome =
  | SourceAnswer<Readonly<Record<string, unknown>>>
  | { readonly kind: 'trying-again'; readonly source: string; readonly reason: string; readonly nextTry?: string };

/** Where the outcomes of look-ups go: the sales in progress that asked. */
export abstract class LookUpResults {
  /** Whether anybody still waits for it: false once the question is asked anew, answered, typed in or dropped, or the sale has ended. */
  abstract awaits(asked: Asked, db: EntityManager): Promise<boolean>;

  /** In the transaction of `db`. Changes nothing when nobody waits for it any more. */
  abstract recordLookUp(flowId: string, lookUp: string, round: number, outcome: LookUpOutcome, db: EntityManager): Promise<void>;
}
