import type { ListedSale } from '../../api/sale-flows';
import { duration } from '../../formats/times';
import { money } from '../../formats/money';
import { count } from '../../formats/counts';
import { NOTHING } from '../../formats/settings';
import type { Figure } from '../../pieces/card';

/** A sale should take less. */
export const GOAL_SECONDS = 600;

/** Of the sales that somebody has completed today. */
export function figuresOf(done: readonly ListedSale[]): Figure[] {
  const seconds = done.reduce((sum, sale) => sum + sale.seconds, 0);
  return [
    { name: 'Done today', value: count(done.length), says: totals(done) },
    {
      name: 'Time per sale, today',
      value: done.length > 0 ? duration(seconds / done.length) : NOTHING,
      says: `At work, pauses left out · goal under ${GOAL_SECONDS / 60} min`,
    },
  ];
}

/** One amount for each currency. */
function totals(done: readonly ListedSale[]): string {
  const sums = new Map<string, number>();
  for (const { total } of done) if (total) sums.set(total.currency, (sums.get(total.currency) ?? 0) + total.minor);
  return [...sums].map(([currency, minor]) => money({ minor, currency })).join(' + ') || 'Nothing yet';
}
