import { Injectable } from '@nestjs/common';
import { Batcher } from '@takings/messaging';
import { databaseFault } from '@takings/runtime';
import type { NewSale } from './new-sale';
import type { SaleRow } from './sale.view';
import { type Outcome, SaleIntake } from './sale-intake';

/** Sales in one transaction at most, and such transactions at the same time. */
const SALES_TOGETHER = 100;
const AT_ONCE = 2;

interface Waiting {
  readonly sale: NewSale;
  readonly resolve: (outcome: Outcome) => void;
  readonly reject: (error: unknown) => void;
}

/** Takes sales as they are posted. Those that come while others are being written share the next transaction; nobody waits for company. */
@Injectable()
export class Selling {
  private readonly batches = new Batcher<Waiting>({ upTo: SALES_TOGETHER, atOnce: AT_ONCE, work: (batch) => this.write(batch) });

  constructor(private readonly intake: SaleIntake) {}

  /** `added` is false when the same was asked before. Throws `InvalidInput` that names the field, or `Conflict`. */
  async sell(sale: NewSale): Promise<{ row: SaleRow; added: boolean }> {
    const outcome = await new Promise<Outcome>((resolve, reject) => this.batches.push({ sale, resolve, reject }));
    if ('refused' in outcome) throw outcome.refused;
    return outcome;
  }

  private async write(batch: readonly Waiting[]): Promise<void> {
    try {
      const outcomes = await this.intake.take(batch.map(({ sale }) => sale));
      for (const [i, { resolve }] of batch.entries()) resolve(outcomes[i]!);
    } catch (error) {
      await this.failed(batch, error);
    }
  }

  /** Nothing was written. One of them may be to blame, so each goes alone; when the database is away all are told. */
  private async failed(batch: readonly Waiting[], error: unknown) {
    if (batch.length === 1 || databaseFault(error)) for (const { reject } of batch) reject(error);
    else for (const one of batch) await this.write([one]);
  }
}
