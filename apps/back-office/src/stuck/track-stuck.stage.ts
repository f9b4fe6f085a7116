import { Injectable } from '@nestjs/common';
import { type DataOf, StuckRaised, StuckSettled } from '@takings/contracts';
import type { Done, Stage, Tx } from '@takings/messaging';
import { customerNameOf, type FlowState } from '@takings/sale-flow';
import type { EntityManager } from 'typeorm';
import { FlowDefinitions } from '../sale-flows/flow-definitions';
import { RunProgressWords } from '../runs/run-words';
import { isId } from '../validation/names';
import { causeOf } from './cause';
import { deskOf } from './desks';
import { lockStuck, seeInvoice } from './seen-in-invoices';
import { StuckWords } from './stuck-words';

type Tracked = typeof StuckRaised | typeof StuckSettled;

/** Safe to repeat, and in any order: a higher round replaces a lower one, an equal or lower one changes nothing. */
@Injectable()
export class TrackStuck implements Stage<Tracked> {
  readonly name = 'track-stuck';
  readonly takes = [StuckRaised, StuckSettled];

  constructor(
    private readonly words: StuckWords,
    private readonly progress: RunProgressWords,
    private readonly definitions: FlowDefinitions,
  ) {}

  key = (data: DataOf<Tracked>) => `track-stuck:${data.stuckId}:${data.round}:${'outcome' in data ? 'settled' : 'raised'}`;

  async record({ data, event }: Done<Tracked>, tx: Tx) {
    const db = await tx.manager();
    await ('outcome' in data ? this.settled(db, data, event.time) : this.raised(db, data));
    return [];
  }

  recorded(fresh: Done<Tracked>[]) {
    this.words.changed();
    this.progress.changed(fresh.map(({ data }) => ('subject' in data ? data.subject : data.stuckId)));
  }

  private async raised(db: EntityManager, data: DataOf<typeof StuckRaised>) {
    const { stuckId, app, round, stage, kind, reason, factType, subject, actions, raisedAt } = data;
    if (subject) await lockStuck(db, subject);
    await db.query(RAISED, [stuckId, app, round, stage, kind, reason, factType, subject, actions, raisedAt, causeOf(data), deskOf(data)]);
    await db.query(EVENT, [stuckId, round, 'raised', raisedAt, 'Takings', reason]);
    if (!subject || !isId(subject)) return;
    await (deskOf(data) === 'sales' ? this.describeSale(db, stuckId, subject) : seeInvoice(db, subject));
  }

  private async describeSale(db: EntityManager, stuckId: string, flowId: string) {
    const [flow]: { state: FlowState }[] = await db.query('select state from sale_flow where flow_id = $1', [flowId]);
    if (!flow) return;
    const customer = customerNameOf(this.definitions.forReading(flow.state), flow.state) ?? null;
    await db.query('update stuck_item set customer = $2, label = $3 where stuck_id = $1', [stuckId, customer, flow.state.saleRef]);
  }

  private async settled(db: EntityManager, { stuckId, app, round, outcome, settledBy }: DataOf<typeof StuckSettled>, at: string) {
    await db.query(SETTLED, [stuckId, app, round, outcome, settledBy, at]);
    await db.query(EVENT, [stuckId, round, 'settled', at, settledBy, OUTCOMES[outcome]]);
  }
}

const OUTCOMES = { retried: 'Sent again', discarded: 'Let go', 'came-right': 'Came right by itself' } as const;

/** Whoever had it keeps it when it comes back. */
const RAISED = `
  insert into stuck_item as s (stuck_id, app, round, stage, kind, reason, fact_type, subject, actions, raised_at, cause, desk)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
  on conflict (stuck_id) do update set
    (round, stage, kind, reason, fact_type, subject, actions, raised_at, cause, desk) =
    (excluded.round, excluded.stage, excluded.kind, excluded.reason, excluded.fact_type, excluded.subject, excluded.actions, excluded.raised_at,
     excluded.cause, excluded.desk)
  where excluded.round > coalesce(s.round, 0)`;

const SETTLED = `
  insert into stuck_item as s (stuck_id, app, settled_round, outcome, settled_by, settled_at) values ($1, $2, $3, $4, $5, $6)
  on conflict (stuck_id) do update set
    (settled_round, outcome, settled_by, settled_at) = (excluded.settled_round, excluded.outcome, excluded.settled_by, excluded.settled_at)
  where excluded.settled_round > coalesce(s.settled_round, 0)`;

const EVENT = `insert into stuck_event (stuck_id, round, what, at, by, words) values ($1, $2, $3, $4, $5, $6) on conflict do nothing`;
