import { Injectable } from '@nestjs/common';
import { formatMoney } from '@takings/money';
import { NotFound } from '@takings/runtime';
import { DateTime } from 'luxon';
import { DataSource, type EntityManager } from 'typeorm';
import { apart } from '../ranking/explain';
import { positionsOf } from '../ranking/ranks';
import type { Standing } from '../ranking/standing';
import { Asking, type Query } from './asked';
import type { ExplanationView } from './board.view';
import { BoardRules } from './board-rules';
import { parametersOf, toldSql, type Which } from './counted-sql';
import { StandingRows } from './standing-rows';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

interface Row {
  readonly kind: 'sale' | 'void' | 'adjustment';
  readonly ref: string;
  readonly minor: number;
  readonly [field: string]: any;
}

/** Why somebody stands where they stand: every entry that makes the revenue, and what is missing to the place above. */
@Injectable()
export class Explanations {
  constructor(
    private readonly db: DataSource,
    private readonly asking: Asking,
    private readonly rules: BoardRules,
    private readonly standings: StandingRows,
  ) {}

  /** Throws `NotFound` when nobody of that name or id is known. */
  async explain(name: string, { consultant, ...query }: Query & { readonly consultant: string }): Promise<ExplanationView> {
    const { which, said } = await this.asking.for(name, query);
    return this.db.transaction('REPEATABLE READ', async (db) => {
      const who = await this.find(consultant, db);
      if (!which) return { ...said, ...who, ranking: null, unitsSold: 0, salesRevenue: null, entries: [], above: null };
      const standings = await this.standings.standings(which, db);
      const entries = await this.entriesOf(who.consultantId, which, db);
      const index = standings.findIndex(({ consultantId }) => consultantId === who.consultantId);
      const { units = 0, minor = 0 } = standings[index] ?? {};
      return {
        ...said,
        ...who,
        ranking: positionsOf(standings, this.rules.ranks, which.currency)[index]?.ranking ?? null,
        unitsSold: units,
        salesRevenue: { minor, currency: which.currency },
        entries,
        above: index > 0 ? this.above(standings, index, which.currency, said.timeZone) : null,
      };
    });
  }

  private async find(consultant: string, db: EntityManager): Promise<{ consultantId: string; consultant: string }> {
    const [found] = await db.query(
      `select id as "consultantId", name as consultant from (
         select consultant_id as id, name, 1 as at, 'infinity'::timestamptz as told from consultant
         union all select consultant_id, consultant, 2, occurred_at from entry
       ) known where ${UUID.test(consultant) ? 'id = $1::uuid' : 'name = $1'} order by at, told desc limit 1`,
      [consultant],
    );
    if (!found) throw new NotFound(`There is no consultant ${JSON.stringify(consultant)}`);
    return found;
  }

  private async entriesOf(consultantId: string, which: Which, db: EntityManager): Promise<ExplanationView['entries']> {
    const day = this.rules.voids === 'on-day-of-void' ? 'own_day' : 'day';
    const rows: Row[] = await db.query(
      `select kind, ref, sale_ref as "saleRef", product, channel, origin, units, minor::float8 as minor, team, ${day}::text as day,
         occurred_at as "occurredAt", known_at as "knownAt", late, cancelled, reason, by_whom as by
       from (${toldSql(this.rules.voids)} and e.consultant_id = $6) told order by occurred_at, ref, kind`,
      [...parametersOf(which), consultantId],
    );
    return rows.map(({ minor, occurredAt, knownAt, ...row }) => ({
      ...(row as any),
      amount: { minor, currency: which.currency },
      occurredAt: occurredAt.toISOString(),
      knownAt: knownAt.toISOString(),
    }));
  }

  private above(standings: readonly Standing[], index: number, currency: string, zone: string): ExplanationView['above'] {
    const [above, own] = [standings[index - 1]!, standings[index]!];
    const { by, missing } = apart(own, above, currency);
    const position = positionsOf(standings, this.rules.ranks, currency)[index - 1]!;
    const first = clockOf(above.reachedAt, zone);
    const sentence = {
      revenue: `${formatMoney(missing.minor, currency)} less than ${above.consultant}`,
      'reached-first': `The same revenue as ${above.consultant}, who reached it first: ${first}, not ${clockOf(own.reachedAt, zone)}`,
      name: `The same revenue as ${above.consultant}, reached at the same moment: the name decides`,
    }[by];
    return { position, missing, by, sentence };
  }
}

const clockOf = (moment: number, zone: string) => DateTime.fromMillis(moment, { zone }).toFormat('d LLL HH:mm:ss');
