import type { Change, Money, Position, Snapshot, TeamStanding } from '../protocol';

interface Seller {
  readonly team: string;
  unitsSold: number;
  minor: number;
  /** When the present sum was reached. */
  reached: number;
}

const DAY_MS = 86_400_000;

/** A board as the server would keep it, told in its words. Amounts are in minor units. */
export class FakeFloor {
  readonly currency = 'GBP';
  private readonly sellers: Map<string, Seller>;
  private steps = 0;
  private seq = 0;

  constructor(
    people: readonly (readonly [name: string, team: string])[],
    /** In minor units, by team. */
    private readonly targets: Readonly<Record<string, number>> = {},
    private dayMs = Date.parse('2026-11-17'),
  ) {
    this.sellers = new Map(people.map(([name, team]) => [name, { team, unitsSold: 0, minor: 0, reached: 0 }]));
  }

  sale(name: string, minor: number): Change {
    return this.change('sale', name, 1, minor);
  }

  takenBack(name: string, minor: number): Change {
    return this.change('void', name, -1, -minor);
  }

  adjusted(name: string, minor: number): Change {
    return this.change('adjustment', name, 0, minor);
  }

  nextDay() {
    this.dayMs += DAY_MS;
    for (const seller of this.sellers.values()) Object.assign(seller, { unitsSold: 0, minor: 0 });
  }

  snapshot(): Snapshot {
    const targets = Object.values(this.targets);
    return {
      board: 'floor',
      title: 'Whole floor',
      currency: this.currency,
      seq: this.seq,
      businessDay: this.businessDay,
      resetsAt: new Date(this.dayMs + DAY_MS).toISOString(),
      timeZone: 'Europe/London',
      rankings: this.rankings(),
      total: this.total(),
      target: targets.length === 0 ? null : this.money(targets.reduce((all, one) => all + one)),
      teams: this.teams(),
    };
  }

  get lastSeq(): number {
    return this.seq;
  }

  private get businessDay() {
    return new Date(this.dayMs).toISOString().slice(0, 10);
  }

  private change(kind: Change['kind'], name: string, units: number, minor: number): Change {
    const seller = this.sellers.get(name)!;
    const before = this.rankings();
    seller.unitsSold += units;
    seller.minor += minor;
    seller.reached = ++this.steps;
    const rankings = this.rankings();
    const placeIn = (positions: readonly Position[], id: string) =>
      positions.find(({ consultantId }) => consultantId === id)?.ranking ?? null;
    return {
      board: 'floor',
      seq: ++this.seq,
      businessDay: this.businessDay,
      kind,
      consultantId: name,
      consultant: name,
      teamId: seller.team,
      team: seller.team,
      unitsSold: seller.unitsSold,
      salesRevenue: this.money(seller.minor),
      ranking: placeIn(rankings, name),
      previousRanking: placeIn(before, name),
      amount: this.money(minor),
      total: this.total(),
      moved: rankings.filter(({ consultantId, ranking }) => consultantId !== name && placeIn(before, consultantId) !== ranking),
    };
  }

  private rankings(): Position[] {
    return [...this.sellers]
      .filter(([, { unitsSold, minor }]) => unitsSold !== 0 || minor !== 0)
      .sort(([a, one], [b, other]) => other.minor - one.minor || one.reached - other.reached || (a < b ? -1 : 1))
      .map(([consultantId, { team, unitsSold, minor }], index) => ({
        ranking: index + 1,
        consultantId,
        consultant: consultantId,
        teamId: team,
        team,
        unitsSold,
        salesRevenue: this.money(minor),
      }));
  }

  private teams(): TeamStanding[] {
    const names = [...new Set([...this.sellers.values()].map(({ team }) => team))];
    return names.map((team) => ({
      teamId: team,
      team,
      title: team,
      salesRevenue: this.money([...this.sellers.values()].reduce((all, seller) => all + (seller.team === team ? seller.minor : 0), 0)),
      target: this.targets[team] === undefined ? null : this.money(this.targets[team]),
    }));
  }

  private total(): Money {
    return this.money([...this.sellers.values()].reduce((all, { minor }) => all + minor, 0));
  }

  private money(minor: number): Money {
    return { minor, currency: this.currency };
  }
}
