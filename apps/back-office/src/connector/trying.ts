import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Charge } from '../charges/charge-input';
import { ImportKinds } from '../charge-imports/kinds';
import { keepable } from '../charge-imports/staging';
import type { Connector } from './connector';
import { mappedRows } from './mapped-rows';
import { PullFault } from './sources/source';
import { Sources } from './sources/sources';

/** Enough to see whether it is right. */
const ROWS_TRIED = 20;

export interface Tried {
  /** What stopped it, in a sentence; null when rows came. */
  fault: string | null;
  columns: string[];
  rows: {
    row: number;
    values: string[];
    outcome: 'new' | 'known' | 'bad';
    column: string | null;
    reason: string | null;
    charge: Charge | null;
  }[];
}

/** Asks the CRM for its first rows, from the beginning, and enters nothing. */
@Injectable()
export class Trying {
  constructor(
    private readonly db: DataSource,
    private readonly sources: Sources,
    private readonly kinds: ImportKinds,
  ) {}

  async try(connector: Connector): Promise<Tried> {
    let columns: readonly string[] = [];
    try {
      for await (const page of this.sources.of(connector).pages(connector.beginAfter || null, ROWS_TRIED)) {
        columns = page.columns;
        const first = { ...page, rows: page.rows.slice(0, ROWS_TRIED) };
        return { fault: null, columns: columns.map(keepable), rows: await this.judged(mappedRows(first, connector.mapping, 0)) };
      }
      return { fault: 'It has no rows.', columns: [], rows: [] };
    } catch (error) {
      if (!(error instanceof PullFault)) throw error;
      return { fault: error.message, columns: columns.map(keepable), rows: [] };
    }
  }

  private async judged(rows: ReturnType<typeof mappedRows>): Promise<Tried['rows']> {
    const kind = this.kinds.of('charges');
    const good = rows.flatMap((row) => ('item' in row ? [{ ...kind.weigh(row.item), item: row.item }] : []));
    const verdicts = await kind.judge(this.db, good);
    return rows.map((row) => {
      const told = { row: row.line, values: row.fields.map(keepable) };
      if ('reason' in row) return { ...told, outcome: 'bad' as const, column: row.column, reason: keepable(row.reason), charge: null };
      const verdict = verdicts.get(row.item.chargeRef)!;
      if (typeof verdict === 'string') return { ...told, outcome: verdict, column: null, reason: null, charge: row.item };
      return { ...told, outcome: 'bad' as const, ...verdict, charge: row.item };
    });
  }
}
