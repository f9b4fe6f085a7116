import { Injectable } from '@nestjs/common';
import { type DataOf, RunGathered, RunRequested } from '@takings/contracts';
import type { Done, Stage, Tx, Work } from '@takings/messaging';
import { ChargeArrivals } from './charge-arrivals';
import { gather } from './gathering';
import { NumberPrefix } from './number-prefix';

/**
 * Safe to repeat: a run that has been gathered is only summed up again. It waits for the charges that were entered before it was asked for:
 * they travel in another queue and may come after it.
 */
@Injectable()
export class GatherRun implements Stage<typeof RunRequested> {
  readonly name = 'gather-run';
  readonly takes = [RunRequested];
  readonly actsAtOnce = 1;

  constructor(
    private readonly arrivals: ChargeArrivals,
    private readonly prefix: NumberPrefix,
  ) {}

  key = ({ runId }: DataOf<typeof RunRequested>) => `gather-run:${runId}`;

  async act({ data }: Work<typeof RunRequested>) {
    await this.arrivals.waitFor(data.chargesEntered);
    return undefined;
  }

  async record({ data }: Done<typeof RunRequested>, tx: Tx) {
    const db = await tx.manager();
    return [RunGathered.of(await gather(db, { runId: data.runId, runOn: data.runOn, prefix: this.prefix.text }))];
  }
}
