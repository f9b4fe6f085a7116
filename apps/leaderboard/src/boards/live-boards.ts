import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Clock } from '../clock';
import { dayEnds, dayGoingOn } from '../ranking/business-days';
import type { Money } from '../ranking/position';
import { positionsOf } from '../ranking/ranks';
import { Roster, type Team } from '../track-roster/roster';
import type { BoardChange, Snapshot, TeamStanding } from './board-change';
import { BoardRules } from './board-rules';
import { type BoardStream, FLOOR, streamKey } from './board-stream';
import { StandingRows, type TeamSold } from './standing-rows';

/** What people may ask for. */
export interface Board {
  /** `floor`, or our id of a team. */
  readonly scope: string;
  /** `floor`, or the team's unique name. */
  readonly board: string;
  readonly title: string;
  readonly timeZone: string;
  /** Those in which something was sold, sorted. */
  readonly currencies: readonly string[];
}

interface BoardRow {
  readonly scope: string;
  readonly currency: string;
  readonly team: string | null;
  readonly timeZone: string;
  readonly day: string | null;
  readonly seq: number;
}

const ROW = 'scope, currency, team, time_zone as "timeZone", day::text as day, seq::float8 as seq';

/** Today's rankings, as all processes of this app have committed them. */
@Injectable()
export class LiveBoards {
  constructor(
    private readonly db: DataSource,
    private readonly rules: BoardRules,
    private readonly clock: Clock,
    private readonly roster: Roster,
    private readonly standings: StandingRows,
  ) {}

  /** Every board there is: the floor, then the teams by name. */
  async all(): Promise<readonly Board[]> {
    const [teams, rows] = await Promise.all([this.roster.teams(), this.db.query<BoardRow[]>(`select ${ROW} from board order by currency`)]);
    const currenciesOf = (scope: string) => rows.filter((row) => row.scope === scope).map(({ currency }) => currency);
    const sold = new Map(rows.filter(({ scope }) => scope !== FLOOR).map((row) => [row.scope, row]));
    for (const { teamId } of teams) sold.delete(teamId);
    const known = teams.map(({ teamId, name, displayName, timeZone, active }) => ({
      ...{ scope: teamId, board: name, title: displayName, timeZone, currencies: currenciesOf(teamId) },
      active,
    }));
    const all = [...known.filter(({ active, currencies }) => active || currencies.length > 0)].map(({ active: _, ...board }) => board);
    for (const { scope, team, timeZone } of sold.values()) {
      all.push({ scope, board: team!, title: team!, timeZone, currencies: currenciesOf(scope) });
    }
    all.sort((a, b) => (a.board < b.board ? -1 : 1));
    return [{ scope: FLOOR, board: FLOOR, title: 'Whole floor', timeZone: this.rules.floorZone, currencies: currenciesOf(FLOOR) }, ...all];
  }

  /** A stream that nothing was ever sold on has an empty ranking and seq 0. */
  snapshot(stream: BoardStream): Promise<Snapshot> {
    // All of it as of one moment, or a sale between two statements would be counted and not numbered.
    return this.db.transaction('REPEATABLE READ', (db) => this.snapshotIn(stream, db));
  }

  /** What came after `seq`, in order, without gaps; null when that is more than `atMost`, no longer kept, or `seq` was never given. */
  async changesAfter({ scope, currency }: BoardStream, seq: number, atMost: number): Promise<readonly BoardChange[] | null> {
    const rows: { last: number; body: string | null }[] = await this.db.query(
      `select b.seq::float8 as last, c.body from board b
       left join board_change c on c.scope = b.scope and c.currency = b.currency and c.seq > $3 and c.seq <= $3 + $4
       where b.scope = $1 and b.currency = $2 order by c.seq`,
      [scope, currency, seq, atMost],
    );
    const last = rows[0]?.last ?? 0;
    const changes = rows.flatMap(({ body }) => (body === null ? [] : (JSON.parse(body) as BoardChange)));
    return changes.length === last - seq ? changes : null;
  }

  /** The number of the last change of every stream, by `streamKey`. */
  async lastSeqs(): Promise<ReadonlyMap<string, number>> {
    const rows: BoardRow[] = await this.db.query(`select ${ROW} from board`);
    return new Map(rows.map((row) => [streamKey(row), row.seq]));
  }

  private async snapshotIn(stream: BoardStream, db: EntityManager): Promise<Snapshot> {
    const { scope, currency } = stream;
    const [row]: BoardRow[] = await db.query(`select ${ROW} from board where scope = $1 and currency = $2`, [scope, currency]);
    const teams = await this.roster.teams(db);
    const own = teams.find(({ teamId }) => teamId === scope);
    const timeZone = scope === FLOOR ? this.rules.floorZone : (own?.timeZone ?? row?.timeZone ?? this.rules.floorZone);
    const businessDay = dayGoingOn(this.clock.now().getTime(), timeZone, row?.day ?? null);
    const which = { currency, from: businessDay, to: businessDay, at: null, teamId: scope === FLOOR ? null : scope };
    const standings = await this.standings.standings(which, db);
    const sold = await this.standings.teams(which, db);
    const shown = scope === FLOOR ? teams.filter(({ active }) => active) : teams.filter((team) => team === own);
    const all = teamStandings(shown, sold, currency);
    return {
      scope,
      currency,
      seq: row?.seq ?? 0,
      businessDay,
      resetsAt: new Date(dayEnds(businessDay, timeZone)).toISOString(),
      timeZone,
      title: scope === FLOOR ? 'Whole floor' : (own?.displayName ?? row?.team ?? ''),
      rankings: positionsOf(standings, this.rules.ranks, currency),
      total: { minor: sold.reduce((sum, { minor }) => sum + minor, 0), currency },
      target: targetOf(scope === FLOOR ? shown : all, currency),
      teams: all,
    };
  }
}

/** Those of the roster, and those that have sold without being in it; the best first. */
export function teamStandings(teams: readonly Team[], sold: readonly TeamSold[], currency: string): TeamStanding[] {
  const soldBy = new Map(sold.map((team) => [team.teamId, team]));
  const known = teams.map(({ teamId, name, displayName, target }) => {
    const minor = soldBy.get(teamId)?.minor ?? 0;
    soldBy.delete(teamId);
    const own = target?.currency === currency ? target : null;
    return { teamId, team: name, title: displayName, salesRevenue: { minor, currency }, target: own };
  });
  const unknown = [...soldBy.values()].map(({ teamId, team, minor }) => ({
    ...{ teamId, team, title: team, target: null },
    salesRevenue: { minor, currency },
  }));
  return [...known, ...unknown].sort((a, b) => b.salesRevenue.minor - a.salesRevenue.minor || (a.team < b.team ? -1 : 1));
}

/** The sum of the targets in a currency; null when none is in it. */
export function targetOf(teams: readonly { readonly target: Money | null }[], currency: string): Money | null {
  const targets = teams.flatMap(({ target }) => (target?.currency === currency ? target.minor : []));
  return targets.length > 0 ? { minor: targets.reduce((sum, minor) => sum + minor, 0), currency } : null;
}
