import { OTHER_WORK } from '@takings/sale-flow';
import type { ListedSale, SalesTime } from '../../api/sale-flows';
import { duration } from '../../formats/times';
import { money } from '../../formats/money';
import { count } from '../../formats/counts';
import { NOTHING } from '../../formats/settings';
import type { Figure } from '../../pieces/card';

/** A sale should take less. */
export const GOAL_SECONDS = 600;

/** Of the sales that somebody has completed: today, and where the minutes of the last 30 days went. */
export function figuresOf(done: readonly ListedSale[], times: SalesTime | undefined): Figure[] {
  const seconds = done.reduce((sum, sale) => sum + sale.seconds, 0);
  return [
    { name: 'Done today', value: count(done.length), says: totals(done) },
    {
      name: 'Time per sale, today',
      value: done.length > 0 ? duration(seconds / done.length) : NOTHING,
      says: `${times?.team?.sales ? `Team ${duration(times.team.averageSeconds)}` : 'Pauses left out'} · goal under ${GOAL_SECONDS / 60} min`,
    },
    whereMinutesGo(times),
  ];
}

/** The step that takes longest, and the source that is most often typed for. */
function whereMinutesGo(times: SalesTime | undefined): Figure {
  const name = 'Where the minutes go';
  const most = times && longestOf(times.steps);
  if (!times || !most) return { name, value: NOTHING, says: times && 'Shown from your first sale on' };
  const [byHand] = times.lookUps.filter(({ typedIn }) => typedIn > 0).sort((one, other) => shareOf(other) - shareOf(one));
  const says = byHand
    ? `${byHand.title} typed in by hand in ${byHand.typedIn} of ${byHand.sales}`
    : `Of ${duration(times.averageSeconds)} a sale`;
  return { name, value: `${most.title}, ${duration(most.averageSeconds)}`, says: `${says} · last 30 days` };
}

const shareOf = ({ typedIn, sales }: SalesTime['lookUps'][number]) => typedIn / sales;

export const longestOf = (steps: SalesTime['steps']) =>
  steps.filter(({ step }) => step !== OTHER_WORK).sort((one, other) => other.averageSeconds - one.averageSeconds)[0];

/** One amount for each currency. */
function totals(done: readonly ListedSale[]): string {
  const sums = new Map<string, number>();
  for (const { total } of done) if (total) sums.set(total.currency, (sums.get(total.currency) ?? 0) + total.minor);
  return [...sums].map(([currency, minor]) => money({ minor, currency })).join(' + ') || 'Nothing yet';
}
