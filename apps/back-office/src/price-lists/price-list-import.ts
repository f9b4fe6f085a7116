import { Injectable } from '@nestjs/common';
import { InvalidInput } from '@takings/runtime';
import { z } from 'zod';
import { csvRows, type Format } from '../csv/csv-rows';
import { type Rejection, Rejections } from '../csv/in-batches';
import { firstFault } from '../validation/first-fault';
import { type EntryInput, entryColumns, firstTwice, MOST_ENTRIES, type PriceListImportQuery } from './price-list.view';
import { Pricing } from './pricing';

type Column = keyof typeof entryColumns;
export const PRICE_COLUMNS = Object.keys(entryColumns) as Column[];

const Entry = z.object(entryColumns);

const prices: Format<Column, EntryInput> = {
  columns: PRICE_COLUMNS,
  read: (row) => {
    const { success, data, error } = Entry.safeParse(row);
    return success ? data : firstFault(error, row, 'a price', entryColumns);
  },
};

/** A price list as a file. A list is one thing: when a row is at fault, nothing of it is entered. */
@Injectable()
export class PriceListImport {
  constructor(private readonly pricing: Pricing) {}

  /** Throws `InvalidInput` when its first line is not what is documented, and as `Pricing.enter` does. */
  async read(bytes: AsyncIterable<Buffer>, heading: PriceListImportQuery, actor: string): Promise<string | Rejection[]> {
    const rejections = new Rejections();
    const lines: number[] = [];
    const entries: EntryInput[] = [];
    for await (const { line, ...row } of csvRows(bytes, prices)) {
      if ('column' in row) rejections.add({ at: line, ...row });
      else {
        lines.push(line);
        entries.push(row.item);
      }
      if (entries.length > MOST_ENTRIES) throw new InvalidInput(`The file has more than ${MOST_ENTRIES} prices; expected at most so many`);
    }
    const twice = firstTwice(entries);
    if (twice !== undefined)
      rejections.add({ at: lines[twice]!, column: 'sku', reason: `is ${entries[twice]!.sku} again; expected each product once` });
    if (rejections.count > 0) return rejections.list;
    if (entries.length === 0) throw new InvalidInput('The file has no prices; expected a row for each product');
    return this.enter(entries, lines, heading, actor);
  }

  /** A product that is not known is told with its line. */
  private async enter(entries: EntryInput[], lines: readonly number[], heading: PriceListImportQuery, actor: string) {
    try {
      return await this.pricing.enter({ ...heading, entries }, actor);
    } catch (error) {
      const [, at] = (error instanceof InvalidInput && /^entries\.(\d+)\.sku$/.exec(error.field ?? '')) || [];
      if (at === undefined) throw error;
      return [{ at: lines[Number(at)]!, column: 'sku', reason: (error as InvalidInput).message.replace(/^\S+: /, '') }];
    }
  }
}
