import { Injectable } from '@nestjs/common';
import { InvalidInput } from '@takings/runtime';
import type { Person } from '@takings/runtime/http';
import { type Answers, lookUpOf, type Question, questionOf } from '@takings/sale-flow';
import { AddressBook } from '../look-ups/find-addresses/address-book';
import { addressesInWords, inWords } from '../look-ups/in-words';
import type { SourceAnswer } from '../look-ups/source-answer';
import type { OffersInputDto, OffersView } from './flow.view';
import { FlowDefinitions } from './flow-definitions';
import { FlowViews } from './flow-views';
import { refusing } from './refused-as';

/** What a look-up would offer to choose from while an answered step is being edited. Nothing is kept: the answer may yet stay as it was. */
@Injectable()
export class Offers {
  /** The sources that may be asked for nothing: their answers cost nothing, and may be asked for again once the step is saved. */
  private readonly free: Readonly<Record<string, (question: Question) => Promise<SourceAnswer<Answers> | undefined>>> = {
    'address-book': async ({ postcode }) => inWords(await this.book.find(postcode!), addressesInWords),
  };

  constructor(
    private readonly views: FlowViews,
    private readonly definitions: FlowDefinitions,
    private readonly book: AddressBook,
  ) {}

  /** Nothing while the question is not known. Throws `NotFound`, 403 that says whose sale it is, `InvalidInput`, or `Unavailable` while the source is away. */
  async of(flowId: string, { look_up, answers }: OffersInputDto, by: Person): Promise<OffersView> {
    const { state } = await this.views.seen(flowId, by);
    const lookUp = refusing(() => lookUpOf(this.definitions.of(state), look_up));
    const ask = this.free[lookUp.source];
    if (!lookUp.offers || !ask)
      throw new InvalidInput(`look_up: ${lookUp.title} has nothing to choose from; expected one that has`, 'look_up');
    const question = questionOf(lookUp, state, answers, false);
    const found = question && (await ask(question));
    if (!found) return { offered: [], says: null };
    if (found.kind === 'parked') return { offered: [], says: found.reason };
    if (found.kind === 'not-found') return { offered: [], says: `${lookUp.sourceName} knows nothing of ${lookUp.asks(question)}` };
    return { offered: [...lookUp.offers.values(found.answer)], says: lookUp.says?.(found.answer) ?? null };
  }
}
