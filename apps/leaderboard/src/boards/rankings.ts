import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { positionsOf } from '../ranking/ranks';
import { Roster } from '../track-roster/roster';
import { Asking, type Query } from './asked';
import type { CollectedView, RankingView } from './board.view';
import { BoardRules } from './board-rules';
import { FLOOR } from './board-stream';
import { targetOf } from './live-boards';
import { StandingRows } from './standing-rows';

/** Rankings of any period, as they are or as they were known at a moment. */
@Injectable()
export class Rankings {
  constructor(
    private readonly db: DataSource,
    private readonly asking: Asking,
    private readonly rules: BoardRules,
    private readonly standings: StandingRows,
    private readonly roster: Roster,
  ) {}

  async ranking(name: string, query: Query): Promise<RankingView> {
    const { board, which, said, resetsAt } = await this.asking.for(name, query);
    if (!which) return { ...said, seq: 0, resetsAt, total: null, target: null, rankings: [] };
    const { currency } = which;
    // As of one moment, or the number would not be that of the ranking.
    return this.db.transaction('REPEATABLE READ', async (db) => {
      const [row] = await db.query('select seq::float8 as seq from board where scope = $1 and currency = $2', [board.scope, currency]);
      const standings = await this.standings.standings(which, db);
      const teams = (await this.roster.teams(db)).filter(({ teamId, active }) => (board.scope === FLOOR ? active : teamId === board.scope));
      return {
        ...said,
        seq: row?.seq ?? 0,
        resetsAt,
        total: { minor: standings.reduce((sum, { minor }) => sum + minor, 0), currency },
        target: said.period === 'day' ? targetOf(teams, currency) : null,
        rankings: positionsOf(standings, this.rules.ranks, currency),
      };
    });
  }

  async collected(name: string, query: Query): Promise<CollectedView> {
    const { which, said } = await this.asking.for(name, query);
    if (!which) return { ...said, consultants: [], total: null };
    const money = (minor: number) => ({ minor, currency: which.currency });
    const [standings, collected] = await this.db.transaction('REPEATABLE READ', async (db) => [
      await this.standings.standings(which, db),
      await this.standings.collected(which, db),
    ]);
    const sums = new Map(collected.map((one) => [one.consultantId, one]));
    const consultants = standings.map(({ consultantId, consultant, team, minor }) => {
      const { invoicedMinor = 0, paidMinor = 0 } = sums.get(consultantId) ?? {};
      return { consultantId, consultant, team, sold: money(minor), invoiced: money(invoicedMinor), paid: money(paidMinor) };
    });
    const sum = (of: 'sold' | 'invoiced' | 'paid') => money(consultants.reduce((all, one) => all + one[of].minor, 0));
    return { ...said, consultants, total: { sold: sum('sold'), invoiced: sum('invoiced'), paid: sum('paid') } };
  }

  /** The minutes in which something was told that counts on that day, for a slider through the day. */
  async minutes(name: string, query: Query) {
    const { which, said } = await this.asking.for(name, { ...query, period: 'day' });
    const { board, on, timeZone, currency } = said;
    const minutes = which ? await this.standings.minutes(which) : [];
    return { board, on, timeZone, currency, minutes };
  }
}
