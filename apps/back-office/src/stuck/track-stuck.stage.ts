import { Injectable } from '@nestjs/common';
import { type DataOf, StuckRaised, StuckSettled } from '@takings/contracts';
import type { Done, Stage, Tx } from '@takings/messaging';

type Tracked = typeof StuckRaised | typeof StuckSettled;

/** Safe to repeat, and in any order: a higher round replaces a lower one, an equal or lower one changes nothing. */
@Injectable()
export class TrackStuck implements Stage<Tracked> {
  readonly name = 'track-stuck';
  readonly takes = [StuckRaised, StuckSettled];

  key = (data: DataOf<Tracked>) => `track-stuck:${data.stuckId}:${data.round}:${'outcome' in data ? 'settled' : 'raised'}`;

  async record({ data, event }: Done<Tracked>, tx: Tx) {
    const db = await tx.manager();
    if ('outcome' in data) await db.query(SETTLED, [data.stuckId, data.app, data.round, data.outcome, data.settledBy, event.time]);
    else {
      const { stuckId, app, round, stage, kind, reason, factType, subject, actions, raisedAt } = data;
      await db.query(RAISED, [stuckId, app, round, stage, kind, reason, factType, subject, actions, raisedAt]);
    }
    return [];
  }
}

const RAISED = `
  insert into stuck_item as s (stuck_id, app, round, stage, kind, reason, fact_type, subject, actions, raised_at)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
  on conflict (stuck_id) do update set
    (round, stage, kind, reason, fact_type, subject, actions, raised_at) =
    (excluded.round, excluded.stage, excluded.kind, excluded.reason, excluded.fact_type, excluded.subject, excluded.actions, excluded.raised_at)
  where excluded.round > coalesce(s.round, 0)`;

const SETTLED = `
  insert into stuck_item as s (stuck_id, app, settled_round, outcome, settled_by, settled_at) values ($1, $2, $3, $4, $5, $6)
  on conflict (stuck_id) do update set
    (settled_round, outcome, settled_by, settled_at) = (excluded.settled_round, excluded.outcome, excluded.settled_by, excluded.settled_at)
  where excluded.settled_round > coalesce(s.settled_round, 0)`;
