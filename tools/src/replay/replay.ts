import { setTimeout as wait } from 'node:timers/promises';
import { Refused } from '../product/http';
import type { Product } from '../product/product';
import type { FileSale } from './sales-file';
import type { Due } from './timetable';

/** Sales that wait for their answer at most; then the next waits for one of them. */
const AT_ONCE = 8;
const REFUSALS_KEPT = 1000;

export interface Progress {
  posted: number;
  refused: number;
  readonly refusals: { readonly line: number; readonly reason: string }[];
  /** Of the day. */
  timeMs: number;
}

/**
 * Posts each sale when it is due, as made now. `id` makes its references those of this replay. Resolves when all are posted, or `signal` is
 * aborted. A sale that the product refuses is counted; anything else rejects.
 */
export async function replay(
  product: Product,
  timetable: readonly Due[],
  { id, signal, seen }: { readonly id: string; readonly signal: AbortSignal; readonly seen: (progress: Progress) => void },
): Promise<Progress> {
  const progress: Progress = { posted: 0, refused: 0, refusals: [], timeMs: timetable[0]?.timeMs ?? 0 };
  const began = Date.now();
  const underWay = new Set<Promise<void>>();
  try {
    for (const { sale, timeMs, afterMs } of timetable) {
      const left = began + afterMs - Date.now();
      if (left > 0) await wait(left, undefined, { signal });
      signal.throwIfAborted();
      const posting = post(product, sale, id, progress).then(() => seen(progress));
      underWay.add(posting);
      // What it rejects with is met by who waits for it below.
      posting.then(
        () => underWay.delete(posting),
        () => undefined,
      );
      progress.timeMs = timeMs;
      if (underWay.size >= AT_ONCE) await Promise.race(underWay);
    }
    await Promise.all(underWay);
  } catch (error) {
    if (!signal.aborted) throw error;
    await Promise.allSettled(underWay);
  }
  return progress;
}

async function post(product: Product, sale: FileSale, id: string, progress: Progress): Promise<void> {
  try {
    await product.postSale(saleOf(sale, id));
    progress.posted += 1;
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    progress.refused += 1;
    if (progress.refusals.length < REFUSALS_KEPT) progress.refusals.push({ line: sale.line, reason: error.message });
  }
}

/** A reference has 60 signs at most; the line keeps two long ones apart. */
function saleOf({ row, line }: FileSale, id: string) {
  const ref = `${id}-${row.sale_ref}`;
  return {
    sale_ref: ref.length <= 60 ? ref : `${id}-line-${line}`,
    idempotency_key: `${id}-${line}`,
    origin: 'replayed',
    consultant: row.consultant,
    channel: row.channel.toLowerCase(),
    customer: { customer_ref: row.customer.slice(0, 50), name: row.customer },
    lines: [{ description: row.product, quantity: '1', unit_price: row.amount, vat_rate: '0' }],
    currency: row.currency,
  };
}
