import type { DataSource } from 'typeorm';
import { FLOOR } from '../boards/board-stream';
import type { VoidsCount } from '../ranking/entry';
import type { Position } from '../ranking/position';
import type { Ranks } from '../ranking/ranks';

interface Asked {
  readonly scope: string;
  readonly from: string;
  readonly to: string;
  readonly ranks: Ranks;
  readonly voids: VoidsCount;
  readonly at?: string;
}

const NUMBERED = { unique: 'row_number()', competition: 'rank()', dense: 'dense_rank()' } as const;

/** The ranking as somebody with a SQL prompt would ask for it; nothing of the product's own statements is in it. */
export async function rankedByPlainSql(db: DataSource, { scope, from, to, ranks, voids, at = 'infinity' }: Asked): Promise<Position[]> {
  const own = scope === FLOOR ? 'true' : `team_id = '${scope}'`;
  const rows: any[] = await db.query(
    `with known as (
       select *, case when '${voids}' = 'on-day-of-void' then own_day else day end as counts_on from entry where known_at <= $3 and ${own}
     ), sales as (select * from known where kind = 'sale'),
     voids as (select v.* from known v where kind = 'void' and exists (select 1 from sales s where s.ref = v.ref)),
     cancelled as (
       select s.ref from sales s join voids v using (ref) where s.counts_on between $1 and $2 and v.counts_on between $1 and $2
     ), counted as (
       select * from (select * from sales union all select * from voids union all select * from known where kind = 'adjustment') x
       where counts_on between $1 and $2 and not (kind <> 'adjustment' and ref in (select ref from cancelled))
     ), latest as (
       select distinct on (consultant_id) consultant_id, consultant, team_id, team, occurred_at from counted
       order by consultant_id, occurred_at desc, ref desc, kind collate "C" desc
     ), sums as (
       select consultant_id, sum(units)::int as units, sum(minor)::float8 as minor from counted group by consultant_id
     )
     select ${NUMBERED[ranks]} over (order by minor desc${ranks === 'unique' ? ', occurred_at, consultant collate "C"' : ''})::int as ranking, *
     from sums join latest using (consultant_id) where units <> 0 or minor <> 0
     order by minor desc, occurred_at, consultant collate "C", consultant_id`,
    [from, to, at],
  );
  return rows.map((row) => ({
    ranking: row.ranking,
    consultantId: row.consultant_id,
    consultant: row.consultant,
    teamId: row.team_id,
    team: row.team,
    unitsSold: row.units,
    salesRevenue: { minor: row.minor, currency: 'GBP' },
    reachedAt: row.occurred_at.toISOString(),
  }));
}
