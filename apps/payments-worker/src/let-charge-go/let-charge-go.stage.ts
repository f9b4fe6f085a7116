import { Injectable } from '@nestjs/common';
import { type DataOf, StuckResolved, StuckSettled } from '@takings/contracts';
import type { Done, Stage, Tx } from '@takings/messaging';
import { Clock } from '../clock';

/**
 * Finance has asked the gateway's support about a charge of which nobody knew, and minds the money itself from now on; a process that died
 * right before its call leaves such a charge, and the gateway has no record of it that could ever answer. Nobody's word makes it certain,
 * so it stays as it is: never sent again, asked after for ever, told when the bank answers after all. Only its waiting for a person ends.
 * Safe to repeat: a charge is let go once, guarded by its row. One that has come to its end meanwhile has said so itself.
 */
@Injectable()
export class LetChargeGo implements Stage<typeof StuckResolved> {
  readonly name = 'let-charge-go';
  readonly takes = [StuckResolved];

  constructor(private readonly clock: Clock) {}

  key = ({ stuckId, round }: DataOf<typeof StuckResolved>) => `let-charge-go:${stuckId}:${round}`;

  async record({ data }: Done<typeof StuckResolved>, tx: Tx) {
    if (data.app !== 'payments-worker' || data.action !== 'discard') return [];
    const db = await tx.manager();
    const [rows] = await db.query<[unknown[], number]>(LET_GO, [data.stuckId, data.round, this.clock.now()]);
    return rows.length > 0 ? [StuckSettled.of({ ...data, outcome: 'discarded', settledBy: data.resolvedBy })] : [];
  }
}

/** What is parked here has an id of its own, which is no attempt's. */
const LET_GO = `
  update attempt set "letGoAt" = $3 where id = $1 and "stuckRound" = $2 and state = 'asking' and "letGoAt" is null returning id`;
