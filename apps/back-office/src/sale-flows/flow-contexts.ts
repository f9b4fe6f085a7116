import { Injectable } from '@nestjs/common';
import { InvalidInput } from '@takings/runtime';
import type { DecisionContext, FlowState, FrozenPrices, PriceSnapshot, Who } from '@takings/sale-flow';
import type { EntityManager } from 'typeorm';
import { PriceLists } from '../price-lists/price-lists';
import type { Asked } from './flow-commands';
import { FlowDefinitions } from './flow-definitions';
import type { HeldFlow } from './flow-rows';
import { FlowSettings } from './flow-settings';
import { KeptPrices } from './kept-prices';
import { type Seller, sellersCalled } from './sellers';
import { type Successor, successorsCalled } from './successors';

/** What some commands have to know beside the sale. Most know all they need, and nothing is asked for them. */
export interface FlowsKnown {
  readonly current?: { readonly frozen: FrozenPrices; readonly prices: PriceSnapshot };
  readonly successors: ReadonlyMap<string, Successor>;
  readonly sellers: ReadonlyMap<string, Seller>;
}

/** What the decisions of a batch go by. */
@Injectable()
export class FlowContexts {
  constructor(
    private readonly definitions: FlowDefinitions,
    private readonly kept: KeptPrices,
    private readonly lists: PriceLists,
    private readonly settings: FlowSettings,
  ) {}

  /** Asks the database for all that the batch needs. */
  async prepare(db: EntityManager, batch: readonly Asked[], held: readonly (HeldFlow | undefined)[]): Promise<FlowsKnown> {
    await this.kept.load(
      db,
      held.flatMap((flow) => flow?.state.prices ?? []),
    );
    const named = batch.map(({ command }) => command);
    const successors = await successorsCalled(
      db,
      named.flatMap((one) => (one.type === 'hand-over' ? [one.to] : [])),
    );
    const sellers = await sellersCalled(
      db,
      named.flatMap((one) => (one.type === 'change-seller' ? [one.consultant] : [])),
    );
    const current = named.some(({ type }) => type === 'reprice') ? await this.currentPrices(db) : undefined;
    return { current, successors, sellers };
  }

  of(state: FlowState, { command, by }: Asked, known: FlowsKnown): DecisionContext {
    return {
      definition: this.definitions.of(state),
      prices: this.kept.of(state.prices),
      by,
      now: new Date().toISOString(),
      policy: this.settings,
      ...(known.current && { current: known.current }),
      ...(command.type === 'hand-over' && { successor: known.successors.get(command.to) }),
      ...(command.type === 'change-seller' && { seller: sellerOf(known, command.consultant) }),
    };
  }

  private async currentPrices(db: EntityManager) {
    const prices = await this.lists.current(db);
    return { frozen: await this.kept.keep(db, prices), prices };
  }
}

function sellerOf({ sellers }: FlowsKnown, called: string): Who {
  const seller = sellers.get(called);
  if (seller?.maySell) return seller;
  const fault = seller ? `${seller.name} has left, or the team is closed` : `there is no consultant "${called}"`;
  throw new InvalidInput(`consultant: ${fault}; expected the name or the id of a consultant in an open team`, 'consultant');
}
