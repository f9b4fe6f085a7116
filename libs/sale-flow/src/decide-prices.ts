import { formatMoney } from '@takings/money';
import type { FlowDefinition } from './definition';
import { answersOf, reopened } from './dependants';
import type { DecisionContext } from './decide';
import { manages } from './decide-owner';
import { reopening } from './decide-steps';
import { givenIn } from './drafts';
import type { FlowEvent } from './events';
import { netOf, type PriceChange, priceChanges, type PricedLine, type PriceSnapshot } from './prices';
import { Refusal } from './refusal';
import { sameValue } from './same-value';
import type { FlowState } from './state';
import { checkStep } from './step-answers';

/** What the lines of a sale, typed or answered, come to at these prices. */
export function linesAt(definition: FlowDefinition, state: FlowState, prices: PriceSnapshot): PricedLine[] {
  return definition.steps.flatMap((step) => {
    if (!step.price) return [];
    const checked = checkStep(step, givenIn(state.steps[step.id]), { prices, answers: answersOf(state) });
    return 'answers' in checked ? [...step.price(checked.answers, prices)] : [];
  });
}

/** What the sale would cost otherwise by the list as it is now; empty when the list has not moved under it. */
export function driftOf(definition: FlowDefinition, state: FlowState, frozen: PriceSnapshot, current: PriceSnapshot): PriceChange[] {
  return priceChanges(
    linesAt(definition, state, frozen).map(({ sku }) => sku),
    frozen,
    current,
  );
}

/** Takes the prices of today. Lowering a total, or changing it beyond the limit, is a team manager's to decide. */
export function decideRepricing(
  state: FlowState,
  reason: string,
  { definition, prices, current, by, policy }: DecisionContext,
): FlowEvent[] {
  const changes = priceChanges([...Object.keys(prices.prices), ...Object.keys(current!.prices.prices)], prices, current!.prices);
  if (changes.length === 0) return [];
  const [before, after] = [linesAt(definition, state, prices), linesAt(definition, state, current!.prices)];
  const difference = netOf(after) - netOf(before);
  const lowers = difference < 0 && after.length >= before.length;
  if ((lowers || Math.abs(difference) > policy.repricingLimitMinor) && !manages(by, state)) {
    const currency = before[0]?.currency ?? after[0]?.currency ?? 'GBP';
    const words = `The total would change from ${formatMoney(netOf(before), currency)} to ${formatMoney(netOf(after), currency)}`;
    throw new Refusal(
      'forbidden',
      `${words}; lowering it, or more than ${formatMoney(policy.repricingLimitMinor, currency)}, is for a team manager to decide.`,
    );
  }
  return [
    { type: 'repriced', prices: current!.frozen, reason, changes: changes.slice(0, 100) },
    ...reopenedByPrices(definition, state, prices, current!.prices),
  ];
}

/** Steps whose lines cost something else now, and what goes by them. */
function reopenedByPrices(definition: FlowDefinition, state: FlowState, before: PriceSnapshot, after: PriceSnapshot): FlowEvent[] {
  const answers = answersOf(state);
  const differs = (id: string) => {
    const { price } = definition.steps.find((one) => one.id === id)!;
    const given = answers[id];
    return price !== undefined && given !== undefined && !sameValue(price(given, before), price(given, after));
  };
  return reopened(definition, state, (_requires, _uses, id) => (differs(id) ? 'prices' : undefined)).map(reopening);
}
