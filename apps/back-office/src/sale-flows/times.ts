import { ForbiddenException, Injectable } from '@nestjs/common';
import { hasRole, type Person } from '@takings/runtime/http';
import { OTHER_WORK } from '@takings/sale-flow';
import { DataSource } from 'typeorm';
import { FlowDefinitions } from './flow-definitions';
import type { TimesQuery, TimesView } from './times.view';

const DAYS = 30;

/** How long sales take, and where the time goes. */
@Injectable()
export class Times {
  constructor(
    private readonly db: DataSource,
    private readonly definitions: FlowDefinitions,
  ) {}

  /** Those of whoever asks, or of the team that is managed; senior management and admins may ask for any team, or all. */
  async of({ whose, from, to, team }: TimesQuery, by: Person): Promise<TimesView> {
    const during = { from: from ?? new Date(Date.now() - DAYS * 86_400_000).toISOString(), to: to ?? null };
    if (whose === 'mine') {
      const [mine, ours] = await Promise.all([this.read(during, null, by.id), by.team === null ? null : this.read(during, by.team, null)]);
      return { ...mine, team: ours && { sales: ours.sales, averageSeconds: ours.averageSeconds } };
    }
    if (!hasRole(by, ['team-manager', 'management']))
      throw new ForbiddenException('whose: the times of a team are for team managers and senior management; expected mine');
    const all = hasRole(by, ['management']);
    if (!all && by.team === null) throw new ForbiddenException('You are in no team whose times could be shown.');
    return { ...(await this.read(during, all ? (team ?? null) : by.team, null)), team: null };
  }

  private async read({ from, to }: { from: string; to: string | null }, team: string | null, owner: string | null) {
    const [row]: { times: Read }[] = await this.db.query(TIMES, [from, to, team, owner]);
    const { steps, lookUps, ...times } = row!.times;
    return { ...times, steps: this.named(steps), lookUps: this.entitled(lookUps) };
  }

  private entitled(lookUps: Read['lookUps']): TimesView['lookUps'] {
    const known = this.definitions.all.flatMap((definition) => definition.lookUps);
    return lookUps.map((one) => ({ ...one, title: known.find(({ id }) => id === one.lookUp)?.title ?? one.lookUp }));
  }

  /** In the order of the latest flow; what only older ones have comes after, what belongs to no step last. */
  private named(steps: readonly { step: string; averageSeconds: number }[]): TimesView['steps'] {
    const known = this.definitions.all.flatMap((definition) => definition.steps);
    const order = [...new Set(known.map(({ id }) => id))];
    const placeOf = (step: string) => (order.includes(step) ? order.indexOf(step) : order.length + Number(step === OTHER_WORK));
    return steps
      .map((one) => ({
        ...one,
        title: known.find(({ id }) => id === one.step)?.title ?? (one.step === OTHER_WORK ? 'Everything else' : one.step),
      }))
      .sort((one, other) => placeOf(one.step) - placeOf(other.step));
  }
}

type Untitled<T> = T extends readonly (infer One)[] ? Omit<One, 'title'>[] : never;
type Read = Omit<TimesView, 'steps' | 'lookUps' | 'team'> & {
  steps: Untitled<TimesView['steps']>;
  lookUps: Untitled<TimesView['lookUps']>;
};

/** $1 from, $2 to, $3 a team, $4 an agent; null for all. */
const TIMES = `
  with done as (
    select owner_id, state -> 'owner' ->> 'name' as name, ended_at, state -> 'work' -> 'seconds' as spent, state -> 'lookUps' as look_ups,
      (select coalesce(sum(value::numeric), 0) from jsonb_each_text(state -> 'work' -> 'seconds')) as seconds
    from sale_flow
    where status = 'completed' and ended_at >= $1 and ($2::timestamptz is null or ended_at < $2) and ($3::text is null or team_id = $3)
      and ($4::text is null or owner_id = $4)
  )
  select jsonb_build_object(
    'sales', count(*), 'averageSeconds', coalesce(round(avg(seconds), 1), 0),
    'steps', (select coalesce(jsonb_agg(jsonb_build_object('step', s.key, 'averageSeconds', s.seconds)), '[]') from (
      select key, round(sum(value::numeric) / (select count(*) from done), 1) as seconds from done, jsonb_each_text(spent) group by key) s),
    'lookUps', (select coalesce(jsonb_agg(jsonb_build_object('lookUp', l.key, 'sales', l.sales, 'typedIn', l.typed_in) order by l.key), '[]') from (
      select key, count(*) as sales, count(*) filter (where value ->> 'state' = 'typed-in') as typed_in
      from done, jsonb_each(look_ups) where value ->> 'state' <> 'dropped' group by key) l),
    'people', (select coalesce(jsonb_agg(jsonb_build_object('id', p.owner_id, 'name', p.name, 'sales', p.sales, 'averageSeconds', p.seconds) order by p.seconds, p.name), '[]') from (
      select owner_id, max(name) as name, count(*) as sales, round(avg(seconds), 1) as seconds from done group by owner_id) p),
    'days', (select coalesce(jsonb_agg(jsonb_build_object('day', d.day, 'sales', d.sales, 'averageSeconds', d.seconds) order by d.day), '[]') from (
      select to_char(ended_at at time zone 'UTC', 'YYYY-MM-DD') as day, count(*) as sales, round(avg(seconds), 1) as seconds from done group by 1) d)
  ) as times from done`;
