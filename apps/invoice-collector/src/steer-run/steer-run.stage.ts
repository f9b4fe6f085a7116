import { Injectable } from '@nestjs/common';
import {
  type DataOf,
  type Given,
  RunCutShort,
  RunInvoiceIncluded,
  RunInvoiceLeftOut,
  RunIssuing,
  RunPaused,
  RunResumed,
  RunStopped,
} from '@takings/contracts';
import type { Done, Stage, Tx } from '@takings/messaging';
import { NotFound } from '@takings/runtime';
import type { EntityManager } from 'typeorm';
import { progressOf } from '../issue-invoices/issuing';
import { release } from './releasing';
import { steeringOf } from './steering';

type Steered = typeof RunInvoiceLeftOut | typeof RunInvoiceIncluded | typeof RunPaused | typeof RunResumed | typeof RunStopped;
type Decided = DataOf<typeof RunInvoiceLeftOut> | DataOf<typeof RunInvoiceIncluded>;
type Turned = DataOf<typeof RunPaused> | DataOf<typeof RunResumed>;

/**
 * Safe to repeat, and in any order: of the decisions about one invoice the latest counts, of pauses and resumptions too, and a run is stopped
 * once, gathered or not. It takes turns with issuing, so what a part has issued stays issued and nothing is left half released.
 */
@Injectable()
export class SteerRun implements Stage<Steered> {
  readonly name = 'steer-run';
  readonly takes = [RunInvoiceLeftOut, RunInvoiceIncluded, RunPaused, RunResumed, RunStopped];

  key = (data: DataOf<Steered>) =>
    `steer-run:${data.runId}:${'decision' in data ? `decision-${data.decision}` : 'turn' in data ? `turn-${data.turn}` : 'stop'}`;

  async record({ data }: Done<Steered>, tx: Tx): Promise<Given[]> {
    const db = await tx.manager();
    if ('decision' in data) return decide(db, data);
    return 'turn' in data ? turn(db, data) : stop(db, data.runId);
  }
}

async function decide(db: EntityManager, { runId, invoiceId, decision, ...rest }: Decided): Promise<Given[]> {
  await steeringOf(db, runId);
  const leftOut = 'leftOutBy' in rest;
  const [known] = await db.query('select 1 from invoice where invoice_id = $1 and run_id = $2', [invoiceId, runId]);
  if (!known) throw new NotFound(`The run ${runId} has no invoice ${invoiceId} here`);
  await db.query('update invoice set left_out = $3, decision = $2 where invoice_id = $1 and decision < $2', [invoiceId, decision, leftOut]);
  await db.query('update run_steering set decisions = decisions + 1 where run_id = $1', [runId]);
  return [];
}

/** Only issuing that has found the pause is told to go on; what has not noticed it never stopped. */
async function turn(db: EntityManager, { runId, turn, ...rest }: Turned): Promise<Given[]> {
  const steering = await steeringOf(db, runId);
  if (turn <= steering.turn) return [];
  const paused = 'pausedBy' in rest;
  const goesOn = !paused && steering.halted && !steering.stopped;
  await db.query('update run_steering set turn = $2, paused = $3, halted = halted and not $4 where run_id = $1', [
    runId,
    turn,
    paused,
    goesOn,
  ]);
  if (!goesOn) return [];
  return [RunIssuing.of({ runId, issued: (await progressOf(db, runId))?.issued ?? 0 })];
}

async function stop(db: EntityManager, runId: string): Promise<Given[]> {
  const { stopped } = await steeringOf(db, runId);
  if (stopped) return [];
  await db.query('update run_steering set stopped_at = now() where run_id = $1', [runId]);
  const released = await release(db, runId, 'all');
  return [RunCutShort.of({ runId, issued: (await progressOf(db, runId))?.issued ?? 0, released })];
}
