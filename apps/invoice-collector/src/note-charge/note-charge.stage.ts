import { Injectable } from '@nestjs/common';
import { ChargesEntered, type DataOf, type Given, SaleCompleted, SaleVoided } from '@takings/contracts';
import type { Done, Stage } from '@takings/messaging';
import type { EntityManager } from 'typeorm';
import { type Batch, insertCharges } from './insert-charges';
import { beginWithdrawing, withdrawCharges } from './withdraw-charges';

type Takes = typeof ChargesEntered | typeof SaleCompleted | typeof SaleVoided;
type Entered = DataOf<typeof ChargesEntered> | DataOf<typeof SaleCompleted>;

/**
 * Safe to repeat, and in any order: a charge is known by its reference, and a known one is left as it is; a sale is taken back once, before
 * it comes or afterwards.
 */
@Injectable()
export class NoteCharge implements Stage<Takes> {
  readonly name = 'note-charge';
  readonly takes = [ChargesEntered, SaleCompleted, SaleVoided];

  key = (data: DataOf<Takes>) =>
    'batchId' in data ? `note-charge:${data.batchId}` : `note-charge:${data.saleId}${'voidedAt' in data ? ':void' : ''}`;

  async recordAll(fresh: Done<Takes>[], db: EntityManager): Promise<Given[][]> {
    if (fresh.some(({ data }) => 'voidedAt' in data)) await beginWithdrawing(db);
    await insertCharges(db, batchesOf(fresh));
    const given: Given[][] = [];
    for (const { data } of fresh) given.push('voidedAt' in data ? await withdrawCharges(db, data) : []);
    return given;
  }
}

/** Each batch once, also when its fact came twice; a sale without charges is none. */
function batchesOf(fresh: readonly Done<Takes>[]): Batch[] {
  const batches = new Map<string, Batch>();
  for (const { data, event } of fresh) {
    if ('voidedAt' in data || data.charges.length === 0) continue;
    const batchId = idOf(data);
    if (!batches.has(batchId)) batches.set(batchId, { batchId, enteredAt: event.time, charges: data.charges });
  }
  return [...batches.values()];
}

const idOf = (data: Entered) => ('batchId' in data ? data.batchId : data.saleId);
