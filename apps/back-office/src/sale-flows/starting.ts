import { Injectable } from '@nestjs/common';
import { together } from '@takings/database';
import { Conflict, InvalidInput } from '@takings/runtime';
import type { Person } from '@takings/runtime/http';
import { afterEntry, type FrozenPrices, type HistoryEntry } from '@takings/sale-flow';
import { DataSource, type EntityManager } from 'typeorm';
import { PriceLists } from '../price-lists/price-lists';
import { FlowDefinitions } from './flow-definitions';
import { type FlowChange, insertFlows, type KeptFlow } from './flow-rows';
import { KeptPrices } from './kept-prices';
import { type Seller, sellersCalled } from './sellers';

export interface Start {
  /** Also the id of the sale, so that the same command again is the same sale. */
  readonly commandId: string;
  /** A name or an id; whoever starts it, if they are a consultant, when it is not said. */
  readonly consultant: string | undefined;
  readonly channel: 'online' | 'offline';
  readonly by: Person;
}

/** Starts sales: by the latest version of the flow, at the prices of this moment. Those that come together share a transaction. */
@Injectable()
export class Starting {
  private readonly batched = together((starts: Start[]) => this.write(starts));

  constructor(
    private readonly db: DataSource,
    private readonly definitions: FlowDefinitions,
    private readonly lists: PriceLists,
    private readonly kept: KeptPrices,
  ) {}

  /** `added` is false when the same was asked before. Throws `InvalidInput` that names the field, or `Conflict`. */
  start(start: Start): Promise<{ flow: KeptFlow; added: boolean }> {
    return this.batched(start);
  }

  private async write(starts: Start[]): Promise<{ flow: KeptFlow; added: boolean }[]> {
    const { flows, prices, added, known } = await this.db.transaction(async (db) => {
      const snapshot = await this.lists.current(db);
      const prices = await this.kept.keep(db, snapshot);
      const flows = await this.flows(db, starts, prices);
      const added = await insertFlows(db, flows);
      const known = added.size === flows.length ? new Map<string, KnownFlow>() : await knownFlows(db, flows);
      return { flows, prices, added, known };
    });
    this.kept.committed(prices);
    return flows.map(({ after }, at) => {
      if (added.delete(after.flowId)) return { flow: after, added: true };
      const flow = known.get(after.flowId);
      if (flow?.startedBy === starts[at]!.by.id) return { flow, added: false };
      throw new Conflict('command_id: came before with another sale; expected a new one');
    });
  }

  private async flows(db: EntityManager, starts: readonly Start[], prices: FrozenPrices): Promise<FlowChange[]> {
    const sellers = await sellersCalled(
      db,
      starts.flatMap((start) => calledBy(start) ?? []),
    );
    const numbers: { n: string }[] = await db.query(`select nextval('sale_flow_number') as n from generate_series(1, $1)`, [starts.length]);
    const at = new Date().toISOString();
    return starts.map((start, i): FlowChange => {
      const seller = sellerOf(start, sellers);
      const { id, name, team } = start.by;
      const entry: HistoryEntry = {
        ...{ version: 1, at, by: { id, name }, commandId: start.commandId },
        events: [
          {
            ...{ type: 'started', definition: this.definitions.latest.version, saleRef: `SF-${numbers[i]!.n}`, prices },
            ...{
              owner: { id, name },
              team: team ?? seller.teamId,
              consultant: { id: seller.id, name: seller.name },
              channel: start.channel,
            },
          },
        ],
      };
      return { before: undefined, after: { flowId: start.commandId, version: 1, state: afterEntry(undefined, entry) }, entries: [entry] };
    });
  }
}

const calledBy = ({ consultant, by }: Start): string | undefined => consultant ?? by.consultant ?? undefined;

function sellerOf(start: Start, sellers: ReadonlyMap<string, Seller>): Seller {
  const called = calledBy(start);
  const seller = called === undefined ? undefined : sellers.get(called);
  if (seller?.maySell) return seller;
  const fault =
    called === undefined ? 'is missing' : seller ? `${seller.name} has left, or the team is closed` : `there is no consultant "${called}"`;
  throw new InvalidInput(`consultant: ${fault}; expected the name or the id of a consultant in an open team`, 'consultant');
}

interface KnownFlow extends KeptFlow {
  readonly startedBy: string;
}

async function knownFlows(db: EntityManager, flows: readonly FlowChange[]): Promise<Map<string, KnownFlow>> {
  const rows: KnownFlow[] = await db.query(
    `select f.flow_id as "flowId", f.version, f.state, e.by_id as "startedBy"
     from sale_flow f join sale_flow_entry e on e.flow_id = f.flow_id and e.version = 1 where f.flow_id = any($1)`,
    [flows.map(({ after }) => after.flowId)],
  );
  return new Map(rows.map((row) => [row.flowId, row]));
}
