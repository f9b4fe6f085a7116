import { Injectable } from '@nestjs/common';
import { AddressSearchRequested, type DataOf } from '@takings/contracts';
import type { Delay, Done, Stage, Tx, Work } from '@takings/messaging';
import type { EntityManager } from 'typeorm';
import { addressesInWords, inWords } from '../in-words';
import { keyOf, Questions } from '../questions';
import type { SourceAnswer } from '../source-answer';
import { AddressBook, type PostcodeAnswer } from './address-book';

type Asks = typeof AddressSearchRequested;
/** Undefined for a question that nobody waits for any more. */
type Answer = SourceAnswer<PostcodeAnswer> | undefined;

/** Safe to repeat: reading an address book changes nothing there, and a sale takes the answer to a question once. */
@Injectable()
export class FindAddresses implements Stage<Asks, boolean, Answer> {
  readonly name = 'find-addresses';
  readonly takes = [AddressSearchRequested];
  readonly actsAtOnce = 10;

  constructor(
    private readonly book: AddressBook,
    private readonly questions: Questions,
  ) {}

  key = (asked: DataOf<Asks>) => keyOf(this.name, asked);

  prepare({ data }: Work<Asks>, db: EntityManager) {
    return this.questions.stillOpen(data, db);
  }

  async act({ data, prepared }: Work<Asks, boolean>): Promise<Answer> {
    return prepared ? this.book.find(data.postcode) : undefined;
  }

  async record({ data, result }: Done<Asks, boolean, Answer>, tx: Tx) {
    await this.questions.answered(data, inWords(result, addressesInWords), await tx.manager());
    return [];
  }

  delayed({ data }: Work<Asks>, delay: Delay, db: EntityManager) {
    return this.questions.delayed(data, this.book.name, delay, db);
  }
}
