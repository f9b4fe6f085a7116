import { Injectable } from '@nestjs/common';
import { CompanyLookUpRequested, type DataOf } from '@takings/contracts';
import type { Delay, Done, Stage, Tx, Work } from '@takings/messaging';
import type { EntityManager } from 'typeorm';
import { companyInWords, inWords } from '../in-words';
import { keyOf, Questions } from '../questions';
import type { SourceAnswer } from '../source-answer';
import { type Company, CompanyRegistry } from './company-registry';

type Asks = typeof CompanyLookUpRequested;
/** Undefined for a question that nobody waits for any more. */
type Answer = SourceAnswer<Company> | undefined;

/** Safe to repeat: reading a register changes nothing there, and a sale takes the answer to a question once. */
@Injectable()
export class LookUpCompany implements Stage<Asks, boolean, Answer> {
  readonly name = 'look-up-company';
  readonly takes = [CompanyLookUpRequested];
  readonly actsAtOnce = 10;

  constructor(
    private readonly registry: CompanyRegistry,
    private readonly questions: Questions,
  ) {}

  key = (asked: DataOf<Asks>) => keyOf(this.name, asked);

  prepare({ data }: Work<Asks>, db: EntityManager) {
    return this.questions.stillOpen(data, db);
  }

  async act({ data, prepared }: Work<Asks, boolean>): Promise<Answer> {
    return prepared ? this.registry.find(data.companyNumber) : undefined;
  }

  async record({ data, result }: Done<Asks, boolean, Answer>, tx: Tx) {
    await this.questions.answered(data, inWords(result, companyInWords), await tx.manager());
    return [];
  }

  delayed({ data }: Work<Asks>, delay: Delay, db: EntityManager) {
    return this.questions.delayed(data, this.registry.name, delay, db);
  }
}
