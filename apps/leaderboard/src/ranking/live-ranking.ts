import type { Effect } from './counted';
import type { Entry } from './entry';
import type { Position } from './position';
import { positionOf, type Ranks, rankingAt } from './ranks';
import { compareStandings, isLater, isOnBoard, latestOf, type Standing } from './standing';

/** What an entry did to a ranking. */
export interface Shift {
  /** What the consultant has now, ranked or not. */
  readonly standing: Standing;
  /** Null when the consultant is not, or no longer, on the board. */
  readonly ranking: number | null;
  readonly previousRanking: number | null;
  readonly amountMinor: number;
  readonly totalMinor: number;
  /** The others whose ranking is another one now, from the top. */
  readonly moved: readonly Position[];
}

/** A place in the ranking: a standing that changes, and what it is made of. */
interface Row extends Standing {
  units: number;
  minor: number;
  reachedAt: number;
  consultant: string;
  teamId: string;
  team: string;
  ranking: number;
  latest: Entry;
  readonly counted: Map<string, Entry>;
}

const idOf = ({ ref, kind }: Entry) => `${kind} ${ref}`;

/**
 * A ranking that is kept up to date entry by entry: each costs a search and the rows that move. It equals `standingsOf` of all entries
 * that count, which a property holds it to.
 */
export class LiveRanking {
  private readonly rows = new Map<string, Row>();
  private readonly order: Row[] = [];
  private sum = 0;

  constructor(
    private readonly currency: string,
    private readonly ranks: Ranks,
  ) {}

  static of(counted: Iterable<Entry>, currency: string, ranks: Ranks): LiveRanking {
    const ranking = new LiveRanking(currency, ranks);
    for (const entry of counted) ranking.count(entry);
    for (const row of ranking.rows.values()) if (isOnBoard(row)) ranking.order.push(row);
    ranking.order.sort(compareStandings);
    ranking.number(0, Infinity);
    return ranking;
  }

  get totalMinor() {
    return this.sum;
  }

  get positions(): Position[] {
    return this.order.map((row) => positionOf(row, row.ranking, this.currency));
  }

  /** The sale of this id, if it counts here. */
  saleOf(consultantId: string, ref: string): Entry | undefined {
    return this.rows.get(consultantId)?.counted.get(`sale ${ref}`);
  }

  apply({ counts, gone }: Effect): Shift {
    const entry = counts ?? gone;
    const known = this.rows.get(entry.consultantId);
    const from = known && isOnBoard(known) ? this.placeOf(known) : -1;
    const previousRanking = from >= 0 ? known!.ranking : null;
    if (from >= 0) this.order.splice(from, 1);
    const row = counts ? this.count(counts) : this.uncount(gone!);
    const to = isOnBoard(row) ? this.placeOf(row) : -1;
    if (to >= 0) this.order.splice(to, 0, row);
    const moved = this.renumber(from, to).filter((one) => one !== row);
    return {
      standing: row,
      ranking: to >= 0 ? row.ranking : null,
      previousRanking,
      amountMinor: counts ? counts.minor : -gone!.minor,
      totalMinor: this.sum,
      moved: moved.map((one) => positionOf(one, one.ranking, this.currency)),
    };
  }

  private count(entry: Entry): Row {
    const row = this.rows.get(entry.consultantId) ?? this.newRow(entry);
    row.counted.set(idOf(entry), entry);
    row.units += entry.units;
    row.minor += entry.minor;
    this.sum += entry.minor;
    if (isLater(entry, row.latest)) this.name(row, entry);
    return row;
  }

  /** Its consultant is known, or it would not have counted. */
  private uncount(entry: Entry): Row {
    const row = this.rows.get(entry.consultantId)!;
    row.counted.delete(idOf(entry));
    row.units -= entry.units;
    row.minor -= entry.minor;
    this.sum -= entry.minor;
    if (row.latest === entry || idOf(row.latest) === idOf(entry)) this.name(row, latestOf(row.counted.values()) ?? entry);
    if (row.counted.size === 0) this.rows.delete(entry.consultantId);
    return row;
  }

  private newRow(entry: Entry): Row {
    const { consultantId, consultant, teamId, team, occurredAt } = entry;
    const row: Row = {
      consultantId,
      consultant,
      teamId,
      team,
      reachedAt: occurredAt,
      latest: entry,
      units: 0,
      minor: 0,
      ranking: 0,
      counted: new Map(),
    };
    this.rows.set(consultantId, row);
    return row;
  }

  private name(row: Row, latest: Entry) {
    const { consultant, teamId, team, occurredAt } = latest;
    Object.assign(row, { latest, consultant, teamId, team, reachedAt: occurredAt });
  }

  /** Where the row stands, or would stand. */
  private placeOf(row: Row): number {
    let [low, high] = [0, this.order.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (compareStandings(this.order[middle]!, row) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  private renumber(from: number, to: number): Row[] {
    if (from < 0 && to < 0) return [];
    // When a row has come or gone, all below have another index; else those below both places keep theirs.
    const certain = from < 0 || to < 0 ? Infinity : Math.max(from, to);
    return this.number(from < 0 ? to : to < 0 ? from : Math.min(from, to), certain);
  }

  /** Numbers the rows from `first` on, past `until` only as far as rankings change; the rows that have another one. */
  private number(first: number, until: number): Row[] {
    const changed: Row[] = [];
    for (let i = first; i < this.order.length; i++) {
      const row = this.order[i]!;
      const ranking = rankingAt(i, row, this.order[i - 1], this.ranks);
      if (ranking !== row.ranking) changed.push(row);
      else if (i > until) break;
      row.ranking = ranking;
    }
    return changed;
  }
}
