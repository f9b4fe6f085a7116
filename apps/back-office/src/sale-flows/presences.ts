import { Injectable } from '@nestjs/common';
import type { Person } from '@takings/runtime/http';
import { DataSource } from 'typeorm';
import type { PresenceView } from './flow.view';
import { LOOK_AGAIN } from './look-again/words';

/** A browser says every ten seconds that it is there; whoever has been silent for so long is not. */
const PRESENT_SECONDS = 30;

/** Who looks at which sale right now, and what they edit. */
@Injectable()
export class Presences {
  constructor(private readonly db: DataSource) {}

  /** Others are told when it is another step than before. */
  async say(flowId: string, { id, name }: Person, step: string | null): Promise<void> {
    if (step === null) await this.db.query(LEAVE, [flowId, id, LOOK_AGAIN]);
    else await this.db.query(SAY, [flowId, id, name, step, LOOK_AGAIN, PRESENT_SECONDS]);
  }

  async others(flowId: string, { id }: Person): Promise<PresenceView[]> {
    return this.db.query(
      `select person_id as id, name, step, to_char(seen_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "seenAt" from sale_flow_presence
       where flow_id = $1 and person_id <> $2 and seen_at > now() - $3 * interval '1 second' order by name, person_id`,
      [flowId, id, PRESENT_SECONDS],
    );
  }

  /** Those who left without a word, long ago. */
  async forget(): Promise<void> {
    await this.db.query(`delete from sale_flow_presence where seen_at < now() - interval '1 hour'`);
  }
}

const word = (flowId: string) =>
  `json_build_array(json_build_object('topic', 'presence', 'id', ${flowId}, 'version', 0, 'owners', json_build_array(), 'team', null))::text`;

const SAY = `
  with before as (select step, seen_at from sale_flow_presence where flow_id = $1 and person_id = $2),
  said as (
    insert into sale_flow_presence (flow_id, person_id, name, step) values ($1, $2, $3, $4)
    on conflict (flow_id, person_id) do update set step = excluded.step, name = excluded.name, seen_at = now()
    returning flow_id
  )
  select pg_notify($5, ${word('said.flow_id')}) from said
  where not exists (select 1 from before where step is not distinct from $4 and seen_at > now() - $6 * interval '1 second')`;

const LEAVE = `
  with gone as (delete from sale_flow_presence where flow_id = $1 and person_id = $2 returning flow_id)
  select pg_notify($3, ${word('gone.flow_id')}) from gone`;
