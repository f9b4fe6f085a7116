import { Injectable } from '@nestjs/common';
import { ForbiddenException } from '@nestjs/common';
import type { Person } from '@takings/runtime/http';
import { customerNameOf, type FlowState, timeOf } from '@takings/sale-flow';
import { DataSource } from 'typeorm';
import { withPauses } from '../look-ups/with-pauses';
import { type Pauses, StagePauses } from '../providers/stage-pauses';
import type { FlowQuery, ListedFlow } from './flow.view';
import { FlowDefinitions } from './flow-definitions';
import type { KeptFlow } from './flow-rows';
import { FlowViews } from './flow-views';

/** Lists of sales in progress. */
@Injectable()
export class FlowLists {
  constructor(
    private readonly db: DataSource,
    private readonly definitions: FlowDefinitions,
    private readonly views: FlowViews,
    private readonly pauses: StagePauses,
  ) {}

  /** Those that were worked on last come first. */
  async page({ whose, status, since, q, after, limit }: FlowQuery, by: Person): Promise<{ flows: ListedFlow[]; next: string | null }> {
    const like = q ? `%${q.replace(/[\\%_]/g, '\\$&')}%` : null;
    const rows: KeptFlow[] = await this.db.query(pageOf(whose), [
      ...idsOf(whose, by),
      status === 'any' ? null : status,
      since ?? null,
      like,
      after ?? null,
      limit + 1,
    ]);
    const page = rows.slice(0, limit);
    const pauses = await this.pauses.now();
    return { flows: page.map((row) => this.listed(row, pauses)), next: rows.length > limit ? page.at(-1)!.flowId : null };
  }

  private listed({ flowId, version, state: kept }: KeptFlow, pauses: Pauses): ListedFlow {
    const definition = this.definitions.of(kept);
    const state = withPauses(kept, definition, pauses, new Date());
    const { ended } = state;
    return {
      ...{
        flowId,
        version,
        saleRef: state.saleRef,
        status: state.status,
        owner: state.owner,
        teamId: state.team,
        consultant: state.consultant,
      },
      ...{ definition: state.definition, startedAt: state.startedAt, workedAt: state.work.last, note: state.note },
      customerName: customerNameOf(definition, state) ?? null,
      waitsFor: this.views.waitsFor(state),
      steps: definition.steps.map(({ id, title }) => ({ step: id, title, state: state.steps[id]?.state ?? 'open' })),
      waitsForYou: waitsForYou(state),
      lookUps: definition.lookUps.flatMap(({ id, title }) => {
        const lookUp = state.lookUps[id];
        return lookUp ? [{ lookUp: id, title, state: lookUp.state, at: lookUp.at, nextTry: lookUp.nextTry ?? null }] : [];
      }),
      seconds: timeOf(state).seconds,
      expiresAt: this.views.expiresAt(state),
      reminded: state.remindedAt !== null,
      total: ended?.totalMinor === undefined ? null : { minor: ended.totalMinor, currency: ended.currency! },
      endedAt: ended?.at ?? null,
    };
  }
}

/** Something has happened that only its agent can go on with. */
function waitsForYou({ status, steps, lookUps, work, note, remindedAt }: FlowState): boolean {
  if (status !== 'open') return false;
  const news = Object.values(lookUps).some(({ state, at }) => ['found', 'not-found', 'parked'].includes(state) && at > work.last);
  return (
    news || remindedAt !== null || (note !== null && note.at >= work.last) || Object.values(steps).some(({ state }) => state === 'reopened')
  );
}

function idsOf(whose: FlowQuery['whose'], { id, team, consultant, roles }: Person): (string | null)[] {
  if (whose === 'mine') return [id, consultant];
  if (whose === 'all') {
    if (!roles.includes('admin')) throw new ForbiddenException('whose: the sales of all teams are for admins; expected mine or team');
    return [null, null];
  }
  if (team === null) throw new ForbiddenException('whose: you are in no team; expected mine');
  return [team, null];
}

const WHOSE = {
  mine: '(f.owner_id = $1 or f.consultant_id = $2)',
  team: '(f.team_id = $1 and $2::text is null)',
  all: '($1::text is null and $2::text is null)',
} as const;

const pageOf = (whose: FlowQuery['whose']) => `
  select f.flow_id as "flowId", f.version, f.state from sale_flow f
  where ${WHOSE[whose]} and ($3::text is null or f.status = $3) and ($4::timestamptz is null or f.ended_at >= $4)
    and ($5::text is null or f.state ->> 'saleRef' ilike $5 or jsonb_path_query_first(f.state, '$.steps.*.*.company_name') #>> '{}' ilike $5)
    and ($6::uuid is null or (f.worked_at, f.flow_id) < (select l.worked_at, l.flow_id from sale_flow l where l.flow_id = $6))
  order by f.worked_at desc, f.flow_id desc limit $7`;
