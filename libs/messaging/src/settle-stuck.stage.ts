import { type App, type DataOf, settleStuck, StuckResolved, StuckSettled } from '@takings/contracts';
import { ParkedRows } from './parked';
import type { Done, Stage, Tx } from './stage';

/**
 * Carries out in each app what a person decided about one of its stuck items. Safe to repeat: a round of a stuck item is settled once,
 * guarded by its row.
 */
export class SettleStuck implements Stage<typeof StuckResolved> {
  readonly name: string;
  readonly takes = [StuckResolved];

  constructor(private readonly app: App) {
    this.name = settleStuck(app);
  }

  key = ({ stuckId, round }: DataOf<typeof StuckResolved>) => `${this.name}:${stuckId}:${round}`;

  async record({ data }: Done<typeof StuckResolved>, tx: Tx) {
    if (data.app !== this.app) return [];
    const outcome = await new ParkedRows(await tx.manager()).settle(data);
    if (!outcome) return [];
    return [StuckSettled.of({ ...data, outcome, settledBy: data.resolvedBy })];
  }
}
