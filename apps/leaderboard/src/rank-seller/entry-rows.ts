import { Injectable } from '@nestjs/common';
import { prepared } from '@takings/database';
import type { EntityManager } from 'typeorm';
import { BoardRules } from '../boards/board-rules';
import { countedSql, parametersOf } from '../boards/counted-sql';
import { FLOOR } from '../boards/board-stream';
import type { EntryKind } from '../ranking/entry';
import type { ShownEntry, ToldEntry } from './told-entry';

/** A sale and its taking back, as far as they are known. */
export type Pair = Partial<Record<EntryKind, ShownEntry>>;

export interface Added {
  /** Those that had not been there, in the order given. */
  readonly entries: readonly ToldEntry[];
  /** What was known of their sales before, by `ref`. */
  readonly known: Map<string, Pair>;
}

/** The entries, as the stage reads and adds them. */
@Injectable()
export class EntryRows {
  constructor(private readonly rules: BoardRules) {}

  /** One statement: both parts see the rows as they were before it. */
  async add(told: readonly ToldEntry[], db: EntityManager): Promise<Added> {
    const [row] = await addEntries(db, [JSON.stringify(told)]);
    const added = new Set(row!.added);
    const known = new Map<string, Pair>();
    for (const entry of row!.known ?? []) known.set(entry.ref, { ...known.get(entry.ref), [entry.kind]: entry });
    return { entries: told.filter(({ ref, kind }) => added.delete(`${kind} ${ref}`)), known };
  }

  /** What counts on a live board on a day. */
  countedOn(day: string, scope: string, currency: string, db: EntityManager): Promise<ShownEntry[]> {
    const teamId = scope === FLOOR ? null : scope;
    const parameters = parametersOf({ currency, from: day, to: day, at: null, teamId });
    return db.query(`select ${SHOWN} from (${countedSql(this.rules.voids)}) x`, parameters);
  }

  /** What the changes after `seq` were about, in their order. */
  async changedAfter(seq: number, scope: string, currency: string, db: EntityManager): Promise<ShownEntry[]> {
    return db.query(
      `select ${SHOWN} from board_change c join entry x using (ref, kind) where c.scope = $1 and c.currency = $2 and c.seq > $3 order by c.seq`,
      [scope, currency, seq],
    );
  }
}

const SHOWN = `x.kind, x.ref, x.consultant_id as "consultantId", x.consultant, x.team_id as "teamId", x.team, x.currency, x.units,
  x.minor::float8 as minor, x.day::text as day, x.own_day::text as "ownDay", x.product, x.late,
  (extract(epoch from x.occurred_at) * 1000)::float8 as "occurredAt", (extract(epoch from x.known_at) * 1000)::float8 as "knownAt"`;

const addEntries = prepared<{ added: string[] | null; known: ShownEntry[] | null }>(
  'add-entries',
  `
  with told as (
    select * from json_to_recordset($1) as t(kind text, ref uuid, "consultantId" uuid, consultant text, "teamId" uuid, team text,
      currency text, units smallint, minor bigint, day date, "ownDay" date, "occurredAt" float8, "knownAt" float8, late boolean,
      "saleRef" text, product text, channel text, origin text, reason text, "byWhom" text, "chargeRefs" text[])
  ), added as (
    insert into entry (ref, kind, consultant_id, consultant, team_id, team, currency, units, minor, day, own_day, occurred_at, known_at,
      late, sale_ref, product, channel, origin, reason, by_whom, charge_refs)
    select ref, kind, "consultantId", consultant, "teamId", team, currency, units, minor, day, "ownDay", to_timestamp("occurredAt" / 1000),
      to_timestamp("knownAt" / 1000), late, "saleRef", product, channel, origin, reason, "byWhom", "chargeRefs"
    from told
    on conflict do nothing
    returning kind, ref
  )
  select (select array_agg(kind || ' ' || ref) from added) as added,
    (select json_agg(row_to_json(k)) from (select ${SHOWN} from entry x where x.ref in (select ref from told)) k) as known`,
);
