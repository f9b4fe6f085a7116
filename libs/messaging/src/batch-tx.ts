import type { DataSource, EntityManager, EntityTarget, ObjectLiteral, QueryRunner } from 'typeorm';
import { texts, uuids } from './pg-arrays';
import { changedRows, newRows, type OwnChange, type OwnRow } from './own-rows';
import { ParkedRows, type Parking } from './parked';
import type { OutboxRow } from './publisher';
import { type Client, poolOf, type Statement } from '@takings/database';
import type { Tx } from './stage';

/** This fact has been recorded before; whatever its stage wanted is already written. */
export class AlreadyDone extends Error {}

/** Some facts of the batch had been recorded before, so its messages, which carry the facts of all, must be made anew without theirs. */
export class SomeAlreadyDone extends Error {}

export interface Outgoing extends OutboxRow {
  /** The id of the fact that caused it; null for a message that carries what several caused. */
  readonly cause: string | null;
}

const DIVISION_BY_ZERO = '22012';

/**
 * One batch's work on the database. Left alone it becomes ONE statement: delete what the broker has confirmed, mark the inbox, and
 * for the facts that were new write the stage's rows and the outbox. A stage that asks for the manager turns it into a transaction.
 */
export class BatchTx {
  private readonly rows = new Map<EntityTarget<ObjectLiteral>, OwnRow[]>();
  /** By table, key and columns: changes of one shape are one part of the statement. */
  private readonly changes = new Map<string, { into: EntityTarget<ObjectLiteral>; all: OwnChange[] }>();
  private readonly parkings: Parking[] = [];
  private runner?: QueryRunner;
  private fresh?: Set<string>;

  /** `ids` must be sorted: two workers with the same duplicates in another order would deadlock on the inbox. */
  constructor(
    private readonly db: DataSource,
    private readonly stage: string,
    private ids: readonly string[],
  ) {}

  /** Whether SQL of a stage may have run, so that an error may have broken the transaction for all. */
  get opened() {
    return this.runner !== undefined;
  }

  /** What one fact's `record` sees. Rows of a fact whose record throws are dropped by `forget`. */
  for(id: string, parking: () => Omit<Parking, 'kind' | 'reason'>): Tx {
    return {
      insert: (into, row) => {
        const all = this.rows.get(into as EntityTarget<ObjectLiteral>);
        if (all) all.push({ cause: id, row });
        else this.rows.set(into as EntityTarget<ObjectLiteral>, [{ cause: id, row }]);
      },
      update: (into, key, change) => this.change(into as EntityTarget<ObjectLiteral>, { cause: id, key, change }),
      manager: () => this.open(id),
      park: (kind, reason) => void this.parkings.push({ ...parking(), kind, reason }),
    };
  }

  /** Whether the fact is new, as far as is known: before the inbox is marked all are. */
  mayBeNew(id: string): boolean {
    return this.fresh?.has(id) ?? true;
  }

  /** Its inbox must not be marked either, or it would be taken for done when it comes again. */
  forget(id: string) {
    this.ids = this.ids.filter((one) => one !== id);
    for (const [into, all] of this.rows)
      this.rows.set(
        into,
        all.filter(({ cause }) => cause !== id),
      );
    for (const changes of this.changes.values()) changes.all = changes.all.filter(({ cause }) => cause !== id);
    const others = this.parkings.filter((parking) => parking.id !== id);
    this.parkings.splice(0, Infinity, ...others);
  }

  /**
   * Resolves, after the commit, to the ids that were new and to what was parked. Throws `SomeAlreadyDone`, with nothing written, when a
   * message carries the facts of several causes and not all of those were new.
   */
  async commit(done: string[], outgoing: readonly Outgoing[], confirmed: string[], leaseMs: number) {
    const parked = await this.park();
    const all = [...outgoing, ...parked];
    const { fresh } = this;
    const perhapsNew = fresh ? done.filter((id) => fresh.has(id)) : done;
    // The inbox is marked already where a stage had the manager; with nothing else to write, a round trip is saved.
    const nothing = fresh && [all, confirmed, [...this.rows.keys()], [...this.changes.keys()]].every(({ length }) => length === 0);
    const ids = nothing ? perhapsNew : await this.run(this.statement(perhapsNew, all, confirmed, leaseMs), perhapsNew);
    await this.runner?.commitTransaction();
    await this.release();
    return { fresh: new Set(ids), parked };
  }

  private change(into: EntityTarget<ObjectLiteral>, one: OwnChange) {
    const shape = [this.db.getMetadata(into).tableName, Object.keys(one.key), Object.keys(one.change)].join(';');
    const alike = this.changes.get(shape);
    if (alike) alike.all.push(one);
    else this.changes.set(shape, { into, all: [one] });
  }

  private async run(statement: Statement, perhapsNew: string[]): Promise<string[]> {
    try {
      const { rows } = await (await this.client()).query<{ all_new: boolean; ids: string[] | null }>(statement);
      return rows[0]!.all_new ? perhapsNew : (rows[0]!.ids ?? []);
    } catch (error) {
      throw (error as { code?: string }).code === DIVISION_BY_ZERO ? new SomeAlreadyDone() : error;
    }
  }

  async rollback() {
    try {
      if (this.runner?.isTransactionActive) await this.runner.rollbackTransaction();
    } finally {
      await this.release();
    }
  }

  private async park(): Promise<Outgoing[]> {
    if (this.parkings.length === 0) return [];
    await this.begin();
    const fresh = this.parkings.filter(({ id }) => this.fresh?.has(id));
    return new ParkedRows(this.runner!.manager).keep(fresh);
  }

  private async open(id: string): Promise<EntityManager> {
    const manager = await this.manager();
    if (!this.fresh!.has(id)) throw new AlreadyDone();
    return manager;
  }

  /** Of the transaction, whose inbox is marked: `mayBeNew` is certain from here on. */
  async manager(): Promise<EntityManager> {
    await this.begin();
    return this.runner!.manager;
  }

  /** Opens the transaction and marks the inbox first. */
  async begin() {
    if (this.runner) return;
    this.runner = this.db.createQueryRunner();
    await this.runner.startTransaction();
    const { rows } = await (await this.client()).query<{ id: string }>({
      name: 'mark-inbox',
      text: 'insert into inbox (stage, id) select $1, unnest($2::uuid[]) on conflict do nothing returning id',
      values: [this.stage, uuids(this.ids)],
    });
    this.fresh = new Set(rows.map(({ id }) => id));
  }

  private async client(): Promise<Client> {
    return this.runner ? await this.runner.connect() : poolOf(this.db);
  }

  private statement(perhapsNew: string[], outgoing: readonly Outgoing[], confirmed: string[], leaseMs: number) {
    const { fresh } = this;
    const values: unknown[] = [
      this.stage,
      uuids(perhapsNew),
      uuids(confirmed),
      uuids(outgoing.map(({ cause }) => cause)),
      uuids(outgoing.map(({ id }) => id)),
      texts(outgoing.map(({ type }) => type)),
      texts(outgoing.map(({ queue }) => queue)),
      leaseMs,
      !fresh && outgoing.some(({ cause }) => cause === null),
    ];
    const seen = fresh
      ? 'select unnest($2::uuid[]) as id where $1::text is not null'
      : 'insert into inbox (stage, id) select $1::text, unnest($2::uuid[]) on conflict do nothing returning id';
    const parts = [`with gone as (delete from outbox where id = any($3::uuid[]))`, `seen as (${seen})`];
    for (const [into, all] of this.rows) if (all.length > 0) parts.push(newRows(this.db, this.db.getMetadata(into), all, values));
    for (const { into, all } of this.changes.values()) {
      if (all.length > 0) parts.push(changedRows(this.db, this.db.getMetadata(into), all, values));
    }
    // Last, since node-postgres makes room by copying what it has so far, and these are most of it.
    const bodies = values.push(texts(outgoing.map(({ body }) => body)));
    parts.push(`given as (insert into outbox (id, type, queue, body, claimed_until) select o.id, o.type, o.queue, o.body, now() + $8 * interval '1 ms'
      from unnest($4::uuid[], $5::uuid[], $6::text[], $7::text[], $${bodies}::text[]) o(cause, id, type, queue, body)
      where o.cause is null or o.cause in (select id from seen))`);
    // The division undoes the whole statement: a message for several causes may only go when all of them are new.
    const text = `${parts.join(', ')}, news as (select count(*) = cardinality($2::uuid[]) as all_new from seen)
      select all_new, case when not all_new then (select array_agg(id) from seen) end as ids, 1 / (case when $9::boolean and not all_new then 0 else 1 end)
      from news`;
    return { name: preparedName(text), text, values };
  }

  private async release() {
    const { runner } = this;
    this.runner = undefined;
    await runner?.release();
  }
}

const preparedNames = new Map<string, string>();

/** A statement is prepared once for each connection; its text depends on the tables of the batch, of which there are few shapes. */
function preparedName(text: string): string {
  const known = preparedNames.get(text);
  if (known) return known;
  const name = `record-${preparedNames.size}`;
  preparedNames.set(text, name);
  return name;
}
