import { Injectable } from '@nestjs/common';
import { type DataOf, ProviderPaced, StagePaused, StageResumed } from '@takings/contracts';
import type { Done, Stage, Tx } from '@takings/messaging';

import { WaitingSales } from '../look-ups/waiting-sales';
import { STAGES_OF_SOURCES } from '../look-ups/with-pauses';

type Tracked = typeof StagePaused | typeof StageResumed | typeof ProviderPaced;

/** Safe to repeat, and in any order: what was seen last counts, whenever it arrives. */
@Injectable()
export class TrackProvider implements Stage<Tracked> {
  readonly name = 'track-provider';
  readonly takes = [StagePaused, StageResumed, ProviderPaced];

  constructor(private readonly sales: WaitingSales) {}

  key = (data: DataOf<Tracked>) => `track-provider:${'provider' in data ? data.provider : data.stage}:${data.at}`;

  async record({ data }: Done<Tracked>, tx: Tx) {
    const db = await tx.manager();
    if ('provider' in data) {
      await db.query(PACED, [
        ...[data.provider, data.minuteLimit, data.usedByOthers, data.dayRemaining, data.dayResetsAt, data.at],
        data.usedThisMinute ?? null,
      ]);
    } else {
      if ('until' in data) await db.query(PAUSED, [data.stage, data.app, data.reason, data.until, data.at]);
      else await db.query(RESUMED, [data.stage, data.app, data.at]);
      if (STAGES_OF_SOURCES.includes(data.stage)) await this.sales.lookAgain(data.stage, db);
    }
    return [];
  }
}

const PACED = `
  insert into provider_state as p (provider, minute_limit, used_by_others, day_remaining, day_resets_at, at, used_this_minute)
  values ($1, $2, $3, $4, $5, $6, $7)
  on conflict (provider) do update set
    (minute_limit, used_by_others, day_remaining, day_resets_at, at, used_this_minute) =
    (excluded.minute_limit, excluded.used_by_others, excluded.day_remaining, excluded.day_resets_at, excluded.at, excluded.used_this_minute)
  where excluded.at > p.at`;

const PAUSED = `
  insert into stage_pause as p (stage, app, reason, until, paused_at) values ($1, $2, $3, $4, $5)
  on conflict (stage) do update set (reason, until, paused_at) = (excluded.reason, excluded.until, excluded.paused_at)
  where p.paused_at is null or excluded.paused_at > p.paused_at`;

const RESUMED = `
  insert into stage_pause as p (stage, app, resumed_at) values ($1, $2, $3)
  on conflict (stage) do update set resumed_at = greatest(p.resumed_at, excluded.resumed_at)`;
