import { Injectable } from '@nestjs/common';
import type { Delay } from '@takings/messaging';
import type { EntityManager } from 'typeorm';
import { type Asked, type LookUpOutcome, LookUpResults } from './look-up-results';

/** What all stages that ask a source have in common: whose question it is, and what the sale in progress is told of it. */
@Injectable()
export class Questions {
  constructor(private readonly results: LookUpResults) {}

  /** False for one that nobody waits for any more: then its source is not asked, since an answer may cost money. */
  stillOpen(asked: Asked, db: EntityManager): Promise<boolean> {
    return this.results.awaits(asked, db);
  }

  async answered({ flowId, lookUp, round }: Asked, outcome: LookUpOutcome | undefined, db: EntityManager): Promise<void> {
    if (outcome) await this.results.recordLookUp(flowId, lookUp, round, outcome, db);
  }

  async delayed({ flowId, lookUp, round }: Asked, source: string, delay: Delay, db: EntityManager): Promise<void> {
    const { reason } = delay;
    const outcome =
      delay.kind === 'later'
        ? ({ kind: 'trying-again', source, reason, nextTry: delay.at.toISOString() } as const)
        : ({ kind: 'parked', source, reason } as const);
    await this.results.recordLookUp(flowId, lookUp, round, outcome, db);
  }
}

/** The business intent of a question, the same at every repeat. */
export const keyOf = (stage: string, { flowId, lookUp, round }: Asked) => `${stage}:${flowId}:${lookUp}:${round}`;
