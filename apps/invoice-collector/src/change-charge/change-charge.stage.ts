import { Injectable } from '@nestjs/common';
import { ChargeChangeRequested, type DataOf, type Given } from '@takings/contracts';
import type { Done, Stage, Tx, Work } from '@takings/messaging';
import { changeCharge } from './changing';
import { ChargeArrived } from './charge-arrived';

/**
 * Decides whether a charge may still be edited or withdrawn: here alone it is known what is in a run. Safe to repeat: an edit again makes the
 * same charge, and what is answered to a withdrawal a second time is for a request that nobody waits for any more.
 */
@Injectable()
export class ChangeCharge implements Stage<typeof ChargeChangeRequested> {
  readonly name = 'change-charge';
  readonly takes = [ChargeChangeRequested];

  constructor(private readonly charges: ChargeArrived) {}

  key = ({ changeId }: DataOf<typeof ChargeChangeRequested>) => `change-charge:${changeId}`;

  /** The charge travels in another queue and may come after the request. */
  async act({ data }: Work<typeof ChargeChangeRequested>) {
    await this.charges.waitFor(data.chargeRef);
    return undefined;
  }

  async record({ data }: Done<typeof ChargeChangeRequested>, tx: Tx): Promise<Given[]> {
    return [await changeCharge(await tx.manager(), data)];
  }
}
