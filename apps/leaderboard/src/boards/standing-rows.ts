import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { compareStandings, type Standing } from '../ranking/standing';
import { BoardRules } from './board-rules';
import { countedSql, parametersOf, toldSql, type Which } from './counted-sql';

export interface TeamSold {
  readonly teamId: string;
  readonly team: string;
  readonly minor: number;
}

/** What of a sale was invoiced and paid, beside what was sold, in minor units before VAT. */
export interface Collected {
  readonly consultantId: string;
  readonly invoicedMinor: number;
  readonly paidMinor: number;
}

/** Sums of the entries that count. */
@Injectable()
export class StandingRows {
  constructor(
    private readonly rules: BoardRules,
    private readonly db: DataSource,
  ) {}

  /** Best first. */
  async standings(which: Which, db: EntityManager): Promise<Standing[]> {
    const rows: (Omit<Standing, 'consultant' | 'teamId' | 'team'> & { latest: [[string, string, string]] })[] = await db.query(
      `select consultant_id as "consultantId", sum(units)::int as units, sum(minor)::float8 as minor,
         (extract(epoch from max(occurred_at)) * 1000)::float8 as "reachedAt",
         (array_agg(array[consultant, team_id::text, team] order by occurred_at desc, ref desc, kind collate "C" desc))[1:1] as latest
       from (${countedSql(this.rules.voids)}) counted
       group by consultant_id having sum(units) <> 0 or sum(minor) <> 0`,
      parametersOf(which),
    );
    return rows
      .map(({ latest: [[consultant, teamId, team]], ...standing }) => ({ ...standing, consultant, teamId, team }))
      .sort(compareStandings);
  }

  /** By team. */
  teams(which: Which, db: EntityManager): Promise<TeamSold[]> {
    return db.query(
      `select team_id as "teamId", (array_agg(team order by occurred_at desc))[1] as team, sum(minor)::float8 as minor
       from (${countedSql(this.rules.voids)}) counted group by team_id`,
      parametersOf(which),
    );
  }

  /** By the day of the sale: what became of what was sold in these days. */
  collected(which: Which, db: EntityManager): Promise<Collected[]> {
    return db.query(
      `select c.consultant_id as "consultantId", sum(l.net_minor)::float8 as "invoicedMinor",
         coalesce(sum(l.net_minor) filter (where p.invoice_id is not null), 0)::float8 as "paidMinor"
       from (select consultant_id, unnest(charge_refs) as charge_ref from (${countedSql(this.rules.voids)}) counted) c
       join invoiced_line l on l.charge_ref = c.charge_ref
       left join paid_invoice p on p.invoice_id = l.invoice_id
       group by 1`,
      parametersOf(which),
    );
  }

  /** Minutes in which an entry was told that is of these days. */
  async minutes(which: Which): Promise<{ at: string; told: number }[]> {
    const rows: { at: Date; told: number }[] = await this.db.query(
      `select date_trunc('minute', known_at) + interval '1 minute' as at, count(*)::int as told
       from (${toldSql(this.rules.voids)}) told group by 1 order by 1`,
      parametersOf(which),
    );
    return rows.map(({ at, told }) => ({ at: at.toISOString(), told }));
  }
}
