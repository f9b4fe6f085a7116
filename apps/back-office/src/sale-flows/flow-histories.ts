import { Injectable } from '@nestjs/common';
import type { Person } from '@takings/runtime/http';
import { type FlowEvent, wordsOf } from '@takings/sale-flow';
import { DataSource } from 'typeorm';
import type { HistoryQuery } from './flow.view';
import { FlowDefinitions } from './flow-definitions';
import { FlowViews } from './flow-views';

interface EntryRow {
  readonly version: number;
  readonly at: string;
  readonly by: { readonly id: string; readonly name: string };
  readonly events: readonly FlowEvent[];
}

/** Who typed and decided what, and when. */
@Injectable()
export class FlowHistories {
  constructor(
    private readonly db: DataSource,
    private readonly views: FlowViews,
    private readonly definitions: FlowDefinitions,
  ) {}

  /** In the order in which it happened. Throws `NotFound`, or 403 that says whose sale it is. */
  async of(flowId: string, { after, limit }: HistoryQuery, by: Person) {
    const { state } = await this.views.seen(flowId, by);
    const definition = this.definitions.forReading(state);
    const rows: EntryRow[] = await this.db.query(
      `select version, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at, jsonb_build_object('id', by_id, 'name', by_name) as by, events
       from sale_flow_entry where flow_id = $1 and version > $2 order by version limit $3`,
      [flowId, after, limit + 1],
    );
    const entries = rows
      .slice(0, limit)
      .map((row) => ({ ...row, what: row.events.map((event) => wordsOf(event, definition)), events: [...row.events] }));
    return { entries, next: rows.length > limit ? entries.at(-1)!.version : null };
  }
}
