import { type DataOf, StuckRaised, type StuckResolved } from '@takings/contracts';
import { v4 as uuidv4, validate as isUuid } from 'uuid';
import type { EntityManager } from 'typeorm';
import type { Outgoing } from './batch-tx';
import { type Cause, envelope } from './envelope';
import type { StuckKind } from './stage';

/** One fact to be kept for a person. */
export interface Parking {
  readonly app: string;
  readonly stage: string;
  /** The fact's id, or one of ours for a message that could not be read. */
  readonly id: string;
  readonly body: Buffer;
  readonly attempts: number;
  readonly factType: string | null;
  readonly subject: string | null;
  readonly cause: Cause;
  readonly kind: StuckKind;
  readonly reason: string;
}

/** What could not be read now cannot be read later either; a version unknown today may be known after a deploy. */
const actionsFor = ({ factType }: Parking): ('retry' | 'discard')[] => (factType === null ? ['discard'] : ['retry', 'discard']);

/** The app's own table of facts that wait for a person. */
export class ParkedRows {
  constructor(private readonly db: EntityManager) {}

  /** Keeps them and returns the facts that tell the back office. A fact that comes back has the same stuck id and one round more. */
  async keep(all: readonly Parking[]): Promise<Outgoing[]> {
    const raised: Outgoing[] = [];
    for (const parking of all) {
      const [row] = await this.db.query<[{ stuckId: string; round: number; parkedAt: Date }]>(
        `insert into parked (stage, id, "stuckId", kind, reason, attempts, body) values ($1, $2, $3, $4, $5, $6, $7)
         on conflict (stage, id) do update set kind = excluded.kind, reason = excluded.reason, attempts = excluded.attempts, body = excluded.body,
           round = parked.round + 1, "parkedAt" = now(), "settledAt" = null, outcome = null
         returning "stuckId", round, "parkedAt"`,
        [parking.stage, parking.id, uuidv4(), parking.kind, parking.reason, parking.attempts, parking.body],
      );
      const fact = StuckRaised.of({ ...parking, ...row, raisedAt: row.parkedAt.toISOString(), actions: actionsFor(parking) });
      raised.push({ ...envelope(parking.app, fact, parking.cause), cause: parking.id });
    }
    return raised;
  }

  /** The stuck item as which a fact is kept. */
  async stuckIdOf({ stage, id }: Pick<Parking, 'stage' | 'id'>): Promise<string> {
    const [row] = await this.db.query<[{ stuckId: string }]>('select "stuckId" from parked where stage = $1 and id = $2', [stage, id]);
    return row.stuckId;
  }

  /**
   * Carries out a person's decision. Released, the fact goes back to its stage's queue; its inbox mark is taken away, since a fact
   * that a stage recorded as refused must be worked on again. Fields that the person put right go with it. Returns the outcome, or nothing when there was nothing to settle in this round.
   */
  async settle({ stuckId, round, action, corrections }: DataOf<typeof StuckResolved>): Promise<'retried' | 'discarded' | undefined> {
    const outcome = action === 'retry' ? 'retried' : 'discarded';
    const [rows] = await this.db.query<[{ stage: string; id: string; body: Buffer }[], number]>(
      `update parked set "settledAt" = now(), outcome = $3 where "stuckId" = $1 and round = $2 and "settledAt" is null returning stage, id, body`,
      [stuckId, round, outcome],
    );
    const [row] = rows;
    if (!row) return undefined;
    if (action === 'retry') await this.release({ ...row, body: corrected(row.body.toString(), corrections) });
    return outcome;
  }

  private async release({ stage, id, body }: { stage: string; id: string; body: string }) {
    const outboxId = uuidv4();
    // Only what could be read was marked, and has a uuid; compared as text it would be looked for in every row.
    if (isUuid(id)) await this.db.query('delete from inbox where stage = $1 and id = $2', [stage, id]);
    await this.db.query('insert into outbox (id, type, queue, body, claimed_until) values ($1, $2, $3, $4, now())', [
      outboxId,
      'released',
      stage,
      body,
    ]);
  }
}

/** What could not be read has no field to put right, and the stage judges what it reads. */
function corrected(body: string, corrections: Readonly<Record<string, string>> = {}): string {
  if (Object.keys(corrections).length === 0) return body;
  const event = JSON.parse(body) as { data: object };
  return JSON.stringify({ ...event, data: { ...event.data, ...corrections } });
}
