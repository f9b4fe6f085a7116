import { Injectable } from '@nestjs/common';
import { type DataOf, type Given, RunGathered, RunProposing, RunRequested } from '@takings/contracts';
import type { Done, Stage, Tx, Work } from '@takings/messaging';
import { steeringOf } from '../steer-run/steering';
import { ChargeArrivals } from './charge-arrivals';
import { gather } from './gathering';

/**
 * Safe to repeat: a run that has been gathered is only summed up again. It waits for the charges that were entered before it was asked for:
 * they travel in another queue and may come after it.
 */
@Injectable()
export class GatherRun implements Stage<typeof RunRequested> {
  readonly name = 'gather-run';
  readonly takes = [RunRequested];
  readonly actsAtOnce = 1;

  constructor(private readonly arrivals: ChargeArrivals) {}

  key = ({ runId }: DataOf<typeof RunRequested>) => `gather-run:${runId}`;

  async act({ data }: Work<typeof RunRequested>) {
    await this.arrivals.waitFor(data.chargesEntered);
    return undefined;
  }

  /** A run that was stopped before it was gathered takes nothing. */
  async record({ data: { runId, runOn, pausedCustomers } }: Done<typeof RunRequested>, tx: Tx): Promise<Given[]> {
    const db = await tx.manager();
    if ((await steeringOf(db, runId)).stopped) return [];
    return [RunGathered.of(await gather(db, { runId, runOn, paused: pausedCustomers })), RunProposing.of({ runId, proposed: 0 })];
  }
}
