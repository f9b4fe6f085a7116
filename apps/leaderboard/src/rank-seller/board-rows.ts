import { Injectable } from '@nestjs/common';
import { prepared } from '@takings/database';
import { Conflict } from '@takings/runtime';
import type { EntityManager } from 'typeorm';
import { type BoardStream, FLOOR, streamKey } from '../boards/board-stream';
import type { BoardChange } from '../boards/board-change';
import { BoardRules } from '../boards/board-rules';

/** A live board's row, locked until the transaction ends. */
export interface LockedBoard extends BoardStream {
  readonly seq: number;
  /** The day of its last change; null before the first. */
  readonly day: string | null;
  readonly timeZone: string;
  /** To be reached in a day, in minor units of its currency; null without a target. */
  readonly targetMinor: number | null;
}

export interface Wanted extends BoardStream {
  /** As the facts say, until the roster says otherwise. */
  readonly team: string | null;
  readonly timeZone: string;
}

/** A change and the entry that it is about. */
export interface Caused {
  readonly change: BoardChange;
  readonly ref: string;
  readonly kind: string;
}

/** The number of each board's last change. Who holds the lock of a row gives the next number, so that there is no gap and no double. */
@Injectable()
export class BoardRows {
  private readonly known = new Set<string>();

  constructor(private readonly rules: BoardRules) {}

  /** All of them, always in the order of their keys, or two workers would wait for each other. */
  async lock(wanted: readonly Wanted[], db: EntityManager): Promise<LockedBoard[]> {
    const parameter = [JSON.stringify(wanted)];
    // Before any lock is taken, for the same reason.
    if (wanted.some((board) => !this.known.has(streamKey(board)))) await db.query(CREATE, parameter);
    const boards = await lockBoards(db, parameter);
    if (boards.length < wanted.length) {
      this.known.clear();
      throw new Conflict('a board that had been there is gone; it is made anew');
    }
    return boards.map((board) => (board.scope === FLOOR ? { ...board, timeZone: this.rules.floorZone } : board));
  }

  /** They are there for good: the transaction that created them has ended well. */
  committed(boards: readonly BoardStream[]) {
    for (const board of boards) this.known.add(streamKey(board));
  }

  async write(all: readonly Caused[], db: EntityManager): Promise<void> {
    const rows = all.map(({ change, ref, kind }) => ({
      scope: change.scope,
      currency: change.currency,
      seq: change.seq,
      day: change.businessDay,
      ref,
      kind,
      change,
    }));
    if (rows.length > 0) await writeChanges(db, [JSON.stringify(rows)]);
  }
}

const WANTED = 'json_to_recordset($1) as w(scope text, currency text, team text, "timeZone" text)';

const CREATE = `
  insert into board (scope, currency, team, time_zone) select scope, currency, team, "timeZone" from ${WANTED} order by scope, currency
  on conflict do nothing`;

const lockBoards = prepared<LockedBoard>(
  'lock-boards',
  `
  select b.scope, b.currency, b.seq::float8 as seq, b.day::text as day, coalesce(t.time_zone, b.time_zone) as "timeZone",
    (case b.scope
      when '${FLOOR}' then (select sum(f.target_minor) from team f where f.active and f.currency = b.currency)
      else (case when t.currency = b.currency then t.target_minor end)
    end)::float8 as "targetMinor"
  from board b left join team t on t.team_id::text = b.scope
  where (b.scope, b.currency) in (select scope, currency from ${WANTED})
  order by b.scope, b.currency
  for update of b`,
);

const writeChanges = prepared(
  'write-board-changes',
  `
  with change as (
    select * from json_to_recordset($1) as c(scope text, currency text, seq bigint, day date, ref uuid, kind text, change json)
  ), written as (
    insert into board_change (scope, currency, seq, ref, kind, body) select scope, currency, seq, ref, kind, change::text from change
  )
  update board b set seq = l.seq, day = l.day
  from (select distinct on (scope, currency) scope, currency, seq, day from change order by scope, currency, seq desc) l
  where b.scope = l.scope and b.currency = l.currency`,
);
