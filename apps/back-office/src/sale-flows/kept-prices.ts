import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { FrozenPrices, PriceSnapshot } from '@takings/sale-flow';
import type { EntityManager } from 'typeorm';

/** Lists that a process remembers; each is as it was for ever. */
const REMEMBERED = 200;

/** The prices that sales keep: each state of a list once, however many sales began on it. */
@Injectable()
export class KeptPrices {
  private readonly remembered = new Map<string, PriceSnapshot['prices']>();
  private readonly stored = new Set<string>();

  /** Keeps them with the transaction. */
  async keep(db: Pick<EntityManager, 'query'>, { prices, ...list }: PriceSnapshot): Promise<FrozenPrices> {
    const body = JSON.stringify(prices, Object.keys(prices).length > 0 ? sortedKeys(prices) : undefined);
    const snapshot = createHash('sha256').update(body).digest('hex').slice(0, 32);
    if (!this.stored.has(snapshot)) {
      await db.query('insert into kept_prices (snapshot, prices) values ($1, $2) on conflict do nothing', [snapshot, body]);
    }
    this.remember(snapshot, prices);
    return { ...list, snapshot };
  }

  /** To be called when what was kept is committed: until then another process may not find it. */
  committed({ snapshot }: FrozenPrices) {
    if (this.stored.size >= REMEMBERED) this.stored.clear();
    this.stored.add(snapshot);
  }

  /** Of sales; asks for what it does not remember at once. */
  async load(db: Pick<EntityManager, 'query'>, all: Iterable<FrozenPrices>): Promise<void> {
    const unknown = [...new Set([...all].map(({ snapshot }) => snapshot))].filter((snapshot) => !this.remembered.has(snapshot));
    if (unknown.length === 0) return;
    const rows: { snapshot: string; prices: PriceSnapshot['prices'] }[] = await db.query(
      'select * from kept_prices where snapshot = any($1)',
      [unknown],
    );
    for (const { snapshot, prices } of rows) this.remember(snapshot, prices);
  }

  /** After `load`. */
  of({ snapshot, ...list }: FrozenPrices): PriceSnapshot {
    const prices = this.remembered.get(snapshot);
    if (!prices) throw new Error(`The prices ${snapshot} are not kept`);
    return { ...list, prices };
  }

  private remember(snapshot: string, prices: PriceSnapshot['prices']) {
    this.remembered.delete(snapshot);
    this.remembered.set(snapshot, prices);
    if (this.remembered.size > REMEMBERED) this.remembered.delete(this.remembered.keys().next().value!);
  }
}

/** Of the list and of each price: the same prices are written in the same way, in whichever order they came. */
const sortedKeys = (prices: PriceSnapshot['prices']) =>
  [...new Set([...Object.keys(prices), ...Object.values(prices).flatMap((price) => Object.keys(price))])].sort();
