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

  /** Of the team that is managed; senior management and admins may ask for any, or all. */
  async of({ from, to, team }: TimesQuery, by: Person): Promise<TimesView> {
    const all = hasRole(by, ['management']);
    if (!all && by.team === null) throw new ForbiddenException('You are in no team whose times could be shown.');
    const values = [from ?? new Date(Date.now() - DAYS * 86_400_000).toISOString(), to ?? null, all ? (team ?? null) : by.team];
    const [row]: { times: Omit<TimesView, 'steps'> & { steps: { step: string; averageSeconds: number }[] } }[] = await this.db.query(
      TIMES,
      values,
    );
    const { steps, ...times } = row!.times;
    return { ...times, steps: this.named(steps) };
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

const TIMES = `
  with done as (
    select owner_id, state -> 'owner' ->> 'name' as name, ended_at, state -> 'work' -> 'seconds' as spent,
      (select coalesce(sum(value::numeric), 0) from jsonb_each_text(state -> 'work' -> 'seconds')) as seconds
    from sale_flow
    where status = 'completed' and ended_at >= $1 and ($2::timestamptz is null or ended_at < $2) and ($3::text is null or team_id = $3)
  )
  select jsonb_build_object(
    'sales', count(*), 'averageSeconds', coalesce(round(avg(seconds), 1), 0),
    'steps', (select coalesce(jsonb_agg(jsonb_build_object('step', s.key, 'averageSeconds', s.seconds)), '[]') from (
      select key, round(sum(value::numeric) / (select count(*) from done), 1) as seconds from done, jsonb_each_text(spent) group by key) s),
    'people', (select coalesce(jsonb_agg(jsonb_build_object('id', p.owner_id, 'name', p.name, 'sales', p.sales, 'averageSeconds', p.seconds) order by p.seconds, p.name), '[]') from (
      select owner_id, max(name) as name, count(*) as sales, round(avg(seconds), 1) as seconds from done group by owner_id) p),
    'days', (select coalesce(jsonb_agg(jsonb_build_object('day', d.day, 'sales', d.sales, 'averageSeconds', d.seconds) order by d.day), '[]') from (
      select to_char(ended_at at time zone 'UTC', 'YYYY-MM-DD') as day, count(*) as sales, round(avg(seconds), 1) as seconds from done group by 1) d)
  ) as times from done`;
