import type { DecisionContext } from './decide';
import { lookUpOf, stepOf } from './definition';
import { answersOf } from './dependants';
import type { FlowEvent } from './events';
import { netOf } from './prices';
import { Refusal } from './refusal';
import type { FlowState } from './state';
import { missingLookUps } from './standing';
import { checkStep, faultWords } from './step-answers';

/** Every step done and still valid, every look-up that is needed answered for what the steps say now, at prices that are still kept. */
export function decideCompletion(state: FlowState, { definition, prices, now }: DecisionContext): FlowEvent[] {
  const answers = answersOf(state);
  for (const step of definition.steps) {
    if (state.steps[step.id]?.state !== 'done') {
      throw new Refusal('conflict', `step: ${step.title} is not done; expected every step answered or confirmed first`, step.id);
    }
    const checked = checkStep(step, answers[step.id], { prices, answers });
    if ('faults' in checked) throw new Refusal('conflict', faultWords(checked.faults[0]!, stepOf(definition, step.id).title), step.id);
  }
  const [missing] = missingLookUps(definition, state);
  if (missing) {
    const { title } = lookUpOf(definition, missing);
    throw new Refusal('conflict', `look_up: ${title} has not come back; expected its answer, or one typed in by hand`, 'look_up');
  }
  if (state.prices.keptUntil < now) {
    throw new Refusal('conflict', `The prices were kept until ${state.prices.keptUntil.slice(0, 10)}; expected "reprice" first`, 'prices');
  }
  const { lines } = definition.sale(answers, prices);
  return [{ type: 'completed', totalMinor: netOf(lines), currency: lines[0]!.currency }];
}
