import type { VoidsCount } from '../ranking/entry';

/** Which entries: parameters of the statements below, in their order. */
export interface Which {
  readonly currency: string;
  /** Days, both included. */
  readonly from: string;
  readonly to: string;
  /** Only what was known by then, ISO 8601; everything when null. */
  readonly at: string | null;
  /** Only this team's; of all when null. */
  readonly teamId: string | null;
}

export const parametersOf = ({ currency, from, to, at, teamId }: Which) => [currency, from, to, at ?? 'infinity', teamId];

/**
 * The entries of a span of days. A sale and its taking back in one span cancel each other and are marked so; a taking back whose sale is
 * unknown is left out. `countedIn` of the ranking says the same without SQL.
 */
export function toldSql(voids: VoidsCount): string {
  const within = (entry: string) =>
    voids === 'on-day-of-sale'
      ? `${entry}.day between $2 and $3`
      : `(${entry}.kind <> 'void' and ${entry}.day between $2 and $3 or ${entry}.kind = 'void' and ${entry}.own_day between $2 and $3)`;
  return `
    select e.*, o.ref is not null and ${within('o')} as cancelled from entry e
    left join entry o on o.ref = e.ref and o.kind = case e.kind when 'sale' then 'void' when 'void' then 'sale' end and o.known_at <= $4
    where e.currency = $1 and ${within('e')} and e.known_at <= $4 and ($5::uuid is null or e.team_id = $5)
      and (e.kind <> 'void' or o.ref is not null)`;
}

/** Those that count. */
export const countedSql = (voids: VoidsCount) => `select * from (${toldSql(voids)}) told where not cancelled`;
