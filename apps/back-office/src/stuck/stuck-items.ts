import { Injectable } from '@nestjs/common';
import { type DataOf, StuckResolved } from '@takings/contracts';
import { Outbox } from '@takings/messaging';
import { Conflict, NotFound } from '@takings/runtime';
import { type Decision, keepAudit } from '../audit/audit';
import type { StuckRow } from './stuck.view';

export interface Resolution {
  readonly stuckId: string;
  readonly action: DataOf<typeof StuckResolved>['action'];
  readonly because: string;
  readonly actor: string;
}

const AUDITED = { retry: 'stuck item retried', discard: 'stuck item discarded' } as const satisfies Record<
  Resolution['action'],
  Decision['action']
>;

/** What people decide about stuck items. */
@Injectable()
export class StuckItems {
  constructor(private readonly outbox: Outbox) {}

  /** One decision for each round; the app that keeps the item carries it out. Throws `NotFound`, or `Conflict` with why it may not be. */
  async resolve({ stuckId, action, because, actor }: Resolution): Promise<void> {
    await this.outbox.during(async (db, give) => {
      const [item]: StuckRow[] = await db.query('select * from stuck_item where stuck_id = $1 and round is not null for update', [stuckId]);
      if (!item) throw new NotFound(`There is no stuck item ${stuckId}`);
      const obstacle = obstacleTo(action, item);
      if (obstacle) throw new Conflict(obstacle);
      const { app, round } = item;
      await db.query(
        `update stuck_item set decided_round = round, decided_action = $2, decided_by = $3, decided_because = $4, decided_at = now()
         where stuck_id = $1`,
        [stuckId, action, actor, because],
      );
      await keepAudit(db, { actor, action: AUDITED[action], about: stuckId, detail: { because, round } });
      give(StuckResolved.of({ stuckId, app, round, action, resolvedBy: actor, because }));
    });
  }
}

/** Why the item may not be treated so, in a sentence; undefined when it may. */
export function obstacleTo(action: Resolution['action'], item: StuckRow): string | undefined {
  if (!item.open)
    return `This item was ${item.outcome === 'came-right' ? 'settled: it came right by itself' : `${item.outcome} by ${item.settled_by}`}`;
  if (item.decided_round === item.round) {
    return `${item.decided_by} decided to ${item.decided_action} it on ${item.decided_at?.toISOString()}; that is under way`;
  }
  if (item.actions.includes(action)) return undefined;
  if (item.kind === 'uncertain')
    return 'A charge that may have reached the bank is asked after, never repeated; it comes right when the bank has answered';
  if (item.actions.length === 0) return 'Nobody has to decide this item: it comes right by itself, and then says so';
  return `This item cannot be ${action === 'retry' ? 'tried again' : 'discarded'}; it can only be ${item.actions.includes('retry') ? 'tried again' : 'discarded'}`;
}
