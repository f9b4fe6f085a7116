import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Item } from './item';
import { texts, uuids } from './pg-arrays';

/** What people may pause: a run, as `Stage.pausedWith` names it, a stage or everything, which then takes nothing. */
export const pausable = { run: (runId: string) => `run:${runId}`, work: (what: string) => `work:${what}` };

/** A pause or a resumption; of those of one thing that with the highest turn counts, whenever it comes. */
export interface Turn {
  readonly what: string;
  readonly turn: number;
  readonly paused: boolean;
}

/** A pause takes hold of what has not begun within this time. */
const RECENT_MS = 500;

/**
 * What people have paused, as far as this app has heard, and the facts that wait for it. They wait in the app's own table, not on the broker:
 * nothing goes round in the meantime, and the transaction that resumes sends all of them on.
 */
@Injectable()
export class Pauses {
  private kept?: { readonly paused: Promise<ReadonlySet<string>>; readonly at: number };

  constructor(private readonly db: DataSource) {}

  /** What is paused, as it was half a second ago at most: asked for each call outside. */
  recent(): Promise<ReadonlySet<string>> {
    if (this.kept && performance.now() - this.kept.at < RECENT_MS) return this.kept.paused;
    const paused = this.read();
    this.kept = { paused, at: performance.now() };
    paused.catch(() => this.forget());
    return paused;
  }

  forget() {
    this.kept = undefined;
  }

  /** Keeps those whose pause still holds, and answers them. Who resumes meanwhile waits for this, and then finds them. */
  hold(stage: string, all: readonly Item[], whatOf: (item: Item) => readonly string[]): Promise<Item[]> {
    return this.db.transaction(async (manager) => {
      const rows: { what: string }[] = await manager.query('select what from paused where what = any($1) and paused for share', [
        all.flatMap(whatOf),
      ]);
      const paused = new Set(rows.map(({ what }) => what));
      const held = all.flatMap((item) => {
        const what = whatOf(item).find((one) => paused.has(one));
        return what === undefined ? [] : { item, what };
      });
      await manager.query(
        `insert into held (stage, id, what, body) select $1, id, what, body from unnest($2::uuid[], $3::text[], $4::text[]) as h(id, what, body)
         on conflict do nothing`,
        [
          stage,
          uuids(held.map(({ item }) => item.event.id)),
          texts(held.map(({ what }) => what)),
          texts(held.map(({ item }) => JSON.stringify(item.event))),
        ],
      );
      return held.map(({ item }) => item);
    });
  }

  private async read(): Promise<ReadonlySet<string>> {
    const rows: { what: string }[] = await this.db.query('select what from paused where paused');
    return new Set(rows.map(({ what }) => what));
  }
}

/** Pauses, or resumes and gives back to their queues the facts that were held. An older turn changes nothing. */
export async function takeTurn(db: EntityManager, { what, turn, paused }: Turn): Promise<void> {
  const [now]: { paused: boolean }[] = await db.query(
    `insert into paused as p (what, turn, paused) values ($1, $2, $3)
     on conflict (what) do update set turn = excluded.turn, paused = excluded.paused where excluded.turn > p.turn
     returning paused`,
    [what, turn, paused],
  );
  if (now?.paused === false) await db.query(RELEASE, [what]);
}

/** The relay sends them at its next sweep, as it does what a person released. */
const RELEASE = `
  with freed as (delete from held where what = $1 returning stage, body)
  insert into outbox (id, type, queue, body, claimed_until) select gen_random_uuid(), 'released', stage, body, now() from freed`;
