import type { Entry } from './entry';

/** What a consultant has reached. */
export interface Standing {
  readonly consultantId: string;
  readonly units: number;
  readonly minor: number;
  /** Milliseconds since 1970 of the latest entry that counts: when this revenue was reached. */
  readonly reachedAt: number;
  /** Names and team as in that entry. */
  readonly consultant: string;
  readonly teamId: string;
  readonly team: string;
}

/** Revenue first, then who reached it first, then the name. The id makes it a total order, so that every process ranks alike. */
export function compareStandings(a: Standing, b: Standing): number {
  return b.minor - a.minor || a.reachedAt - b.reachedAt || inOrder(a.consultant, b.consultant) || inOrder(a.consultantId, b.consultantId);
}

const inOrder = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** The later one; of the same moment the one with the greater id, so that the order of arrival does not matter. */
export const isLater = (a: Entry, b: Entry) => a.occurredAt > b.occurredAt || (a.occurredAt === b.occurredAt && idOf(a) > idOf(b));

const idOf = ({ ref, kind }: Entry) => `${ref} ${kind}`;

export function latestOf(entries: Iterable<Entry>): Entry | undefined {
  let latest: Entry | undefined;
  for (const entry of entries) if (!latest || isLater(entry, latest)) latest = entry;
  return latest;
}

/** Whoever has nothing that counts, or whose entries cancel out, is not on the board. */
export const isOnBoard = ({ units, minor }: Pick<Standing, 'units' | 'minor'>) => units !== 0 || minor !== 0;

/** The standings of entries that count, best first. */
export function standingsOf(counted: Iterable<Entry>): Standing[] {
  const byConsultant = new Map<string, Entry[]>();
  for (const entry of counted) {
    const own = byConsultant.get(entry.consultantId);
    if (own) own.push(entry);
    else byConsultant.set(entry.consultantId, [entry]);
  }
  return [...byConsultant.values()].map(standingOf).filter(isOnBoard).sort(compareStandings);
}

function standingOf(own: readonly Entry[]): Standing {
  const { consultantId, consultant, teamId, team, occurredAt } = latestOf(own)!;
  const units = own.reduce((sum, entry) => sum + entry.units, 0);
  const minor = own.reduce((sum, entry) => sum + entry.minor, 0);
  return { consultantId, consultant, teamId, team, units, minor, reachedAt: occurredAt };
}
