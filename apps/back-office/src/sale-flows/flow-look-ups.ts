import { Injectable } from '@nestjs/common';
import { isSettled, type LookUpOutcome, type LookUpState, lookUpOf, outcomeEvents, TAKINGS } from '@takings/sale-flow';
import type { EntityManager } from 'typeorm';
import { type Asked, LookUpResults, type LookUpOutcome as SourceOutcome } from '../look-ups/look-up-results';
import { enter } from './entries-by-others';
import { FlowDefinitions } from './flow-definitions';

/** What look-ups bring, entered into the sales that asked. */
@Injectable()
export class FlowLookUps extends LookUpResults {
  constructor(private readonly definitions: FlowDefinitions) {
    super();
  }

  async awaits({ flowId, lookUp, round }: Asked, db: EntityManager): Promise<boolean> {
    const [row]: { lookUp: LookUpState | null }[] = await db.query(
      `select state -> 'lookUps' -> $2 as "lookUp" from sale_flow where flow_id = $1 and status = 'open'`,
      [flowId, lookUp],
    );
    const now = row?.lookUp;
    return now != null && now.round === round && now.state !== 'dropped' && !isSettled(now);
  }

  async recordLookUp(flowId: string, lookUp: string, round: number, outcome: SourceOutcome, db: EntityManager): Promise<void> {
    await enter(db, TAKINGS, [flowId], ({ state }) => outcomeEvents(state, lookUp, round, this.understood(state, lookUp, outcome)));
  }

  /** An answer that is not what the definition expects is not shown as one: a person has to see to it. */
  private understood(state: { readonly definition: number }, lookUp: string, outcome: SourceOutcome): LookUpOutcome {
    if (outcome.kind !== 'found') return outcome;
    const read = lookUpOf(this.definitions.of(state), lookUp).answer.safeParse(outcome.answer);
    if (read.success) return { ...outcome, answer: read.data };
    return { kind: 'parked', source: outcome.source, reason: 'The answer cannot be understood; enter it by hand' };
  }
}
