import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { InvalidInput } from '@takings/runtime';
import { DataSource } from 'typeorm';
import { keepAudit } from '../audit/audit';
import { csvRows } from '../csv/csv-rows';
import { inBatches, type Rejection, Rejections } from '../csv/in-batches';
import { NamedSellers } from './named-sellers';
import type { NewSale } from './new-sale';
import { SaleIntake } from './sale-intake';
import { salesFile } from './sale-row';
import { SellerSettings } from './seller-settings';

/** Sales in one transaction. */
const BATCH_SIZE = 500;

interface Entry {
  /** The line of the file. */
  readonly at: number;
  readonly sale: NewSale;
}

export interface Imported {
  sales: number;
  alreadyKnown: number;
  batches: number;
  rejectedCount: number;
  rejections: Rejection[];
}

/** Takes sales over from elsewhere: they count on boards and are never invoiced. */
@Injectable()
export class SalesImport {
  constructor(
    private readonly intake: SaleIntake,
    private readonly db: DataSource,
    private readonly settings: SellerSettings,
  ) {}

  /** The same file again adds nothing. Throws `InvalidInput` when its first line is not what is documented. */
  async read(bytes: AsyncIterable<Buffer>, actor: string): Promise<Imported> {
    const counts = { sales: 0, alreadyKnown: 0, batches: 0 };
    const rejections = new Rejections();
    const sellers = new NamedSellers(actor, this.settings.timeZone);
    let ended = false;
    try {
      await inBatches<Entry>(entries(bytes, actor), BATCH_SIZE, rejections, async (batch) => {
        const { added, known } = await this.take(batch, sellers, rejections);
        counts.batches += 1;
        counts.sales += added;
        counts.alreadyKnown += known;
      });
      ended = true;
    } finally {
      if (counts.sales > 0) {
        const detail = { ...counts, rejectedCount: rejections.count, ended };
        await keepAudit(this.db, { actor, action: 'sales imported', about: randomUUID(), detail });
      }
    }
    return { ...counts, rejectedCount: rejections.count, rejections: rejections.list };
  }

  private async take(batch: readonly Entry[], sellers: NamedSellers, rejections: Rejections) {
    const sales = batch.map(({ sale }) => sale);
    const outcomes = await this.intake.take(sales, (db, give) => sellers.create(sales, db, give));
    sellers.remember(sales);
    const taken = { added: 0, known: 0 };
    for (const [i, outcome] of outcomes.entries()) {
      if ('row' in outcome) taken[outcome.added ? 'added' : 'known'] += 1;
      else rejections.add({ at: batch[i]!.at, ...faultOf(outcome.refused) });
    }
    return taken;
  }
}

async function* entries(bytes: AsyncIterable<Buffer>, actor: string): AsyncGenerator<Entry | Rejection> {
  for await (const { line: at, ...row } of csvRows(bytes, salesFile(actor))) yield 'item' in row ? { at, sale: row.item } : { at, ...row };
}

/** A clash is one of the reference: an import has no other key. */
function faultOf(refused: Error): { column: string; reason: string } {
  const column = (refused instanceof InvalidInput && refused.field) || 'sale_ref';
  return { column, reason: refused.message.replace(`${column}: `, '') };
}
