import { Injectable } from '@nestjs/common';
import { CreditCheckRequested, type DataOf } from '@takings/contracts';
import type { Delay, Done, Stage, Tx, Work } from '@takings/messaging';
import type { EntityManager } from 'typeorm';
import { creditInWords, inWords } from '../in-words';
import { keyOf, Questions } from '../questions';
import type { SourceAnswer } from '../source-answer';
import { CreditBureau, type CreditReport } from './credit-bureau';

type Asks = typeof CreditCheckRequested;
/** Undefined for a question that nobody waits for any more. */
type Answer = SourceAnswer<CreditReport> | undefined;

/**
 * Safe to repeat: the bureau answers a question asked again within a day with the same report, and a sale takes the answer to a question
 * once. A crash between the answer and its recording asks once more.
 */
@Injectable()
export class CheckCredit implements Stage<Asks, boolean, Answer> {
  readonly name = 'check-credit';
  readonly takes = [CreditCheckRequested];
  readonly actsAtOnce = 10;

  constructor(
    private readonly bureau: CreditBureau,
    private readonly questions: Questions,
  ) {}

  key = (asked: DataOf<Asks>) => keyOf(this.name, asked);

  prepare({ data }: Work<Asks>, db: EntityManager) {
    return this.questions.stillOpen(data, db);
  }

  async act({ data, prepared }: Work<Asks, boolean>): Promise<Answer> {
    return prepared ? this.bureau.check(data) : undefined;
  }

  async record({ data, result }: Done<Asks, boolean, Answer>, tx: Tx) {
    await this.questions.answered(data, inWords(result, creditInWords), await tx.manager());
    return [];
  }

  delayed({ data }: Work<Asks>, delay: Delay, db: EntityManager) {
    return this.questions.delayed(data, this.bureau.name, delay, db);
  }
}
