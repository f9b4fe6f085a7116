import type { Who } from './answers';
import type { FlowCommand } from './commands';
import { type FlowDefinition, lookUpOf } from './definition';
import { decideCompletion } from './decide-completion';
import { decideOwner, refuseStranger } from './decide-owner';
import { decideRepricing } from './decide-prices';
import { decideAnswer, decideConfirmation, decideDiscard, decideDraft } from './decide-steps';
import type { FlowEvent } from './events';
import type { PriceSnapshot } from './prices';
import { Refusal } from './refusal';
import type { FlowState, FrozenPrices } from './state';
import { checkStep, faultWords } from './step-answers';

/** Somebody as far as it says what they may do. */
export interface Actor extends Who {
  readonly roles: readonly string[];
  readonly team: string | null;
}

export interface FlowPolicy {
  /** A change of the total beyond this, either way, is a team manager's to decide. */
  readonly repricingLimitMinor: number;
}

/** All that a decision goes by beside the state and the command. */
export interface DecisionContext {
  readonly definition: FlowDefinition;
  /** The prices that the sale keeps. */
  readonly prices: PriceSnapshot;
  readonly by: Actor;
  /** ISO 8601, in UTC. */
  readonly now: string;
  readonly policy: FlowPolicy;
  /** For `reprice`: the list as it is now. */
  readonly current?: { readonly frozen: FrozenPrices; readonly prices: PriceSnapshot };
  /** For `hand-over`: who goes on with it. */
  readonly successor?: Who & { readonly team: string | null };
  /** For `change-seller`. */
  readonly seller?: Who;
}

/** What an accepted command does; nothing when it is so already. Throws `Refusal`. */
export function decide(state: FlowState, command: FlowCommand, context: DecisionContext): FlowEvent[] {
  refuseStranger(state, command, context.by);
  refuseStale(state, command);
  if (command.type === 'take-back' || command.type === 'continue') return decideOwner(state, command, context);
  refuseEnded(state);
  switch (command.type) {
    case 'draft':
      return decideDraft(state, command, context);
    case 'discard':
      return decideDiscard(state, command, context);
    case 'answer':
      return decideAnswer(state, command, context);
    case 'confirm':
      return decideConfirmation(state, command, context);
    case 'retry-look-up':
      return retry(state, command.look_up, context);
    case 'type-in':
      return typeIn(state, command, context);
    case 'reprice':
      return decideRepricing(state, command.reason, context);
    case 'complete':
      return decideCompletion(state, context);
    default:
      return decideOwner(state, command, context);
  }
}

/** Nobody decides on what they have not seen. A draft is held against its own step alone, and only when it says what it has seen. */
function refuseStale({ decided, steps, owner }: FlowState, command: FlowCommand) {
  if (!('version' in command) || command.version === undefined) return;
  if (command.type === 'draft') {
    const step = steps[command.step];
    if (step && step.version > command.version) throw overtaken(step.by, step.at, `changed ${command.step}`);
    return;
  }
  if (decided.version > command.version) throw overtaken(decided.by, decided.at, decided.what);
  if (command.type !== 'answer') return;
  const step = steps[command.step];
  if (step && step.version > command.version && step.by.id !== owner.id) throw overtaken(step.by, step.at, `typed into ${command.step}`);
}

const overtaken = (by: Who, at: string, what: string) =>
  new Refusal(
    'conflict',
    `${by.name} ${what} at ${at.slice(0, 16).replace('T', ' ')} UTC. Look again; what you typed is kept on your screen.`,
  );

const ENDED = { completed: 'was completed', expired: 'expired', abandoned: 'was given up', 'taken-back': 'was taken back' } as const;

function refuseEnded({ status, ended }: FlowState) {
  if (status === 'open') return;
  const remedy = status === 'expired' || status === 'abandoned' ? '; expected "continue" first' : '';
  throw new Refusal('conflict', `This sale ${ENDED[status]} on ${ended?.at.slice(0, 10)} by ${ended?.by.name}${remedy}`);
}

/** Asked anew under a new round, so that whatever the earlier question still brings is dropped. */
function retry(state: FlowState, id: string, { definition }: DecisionContext): FlowEvent[] {
  const { source } = lookUpOf(definition, id);
  const { question, round } = asked(state, id);
  return [{ type: 'look-up-asked', lookUp: id, round: round + 1, source, question }];
}

function typeIn(
  state: FlowState,
  command: Extract<FlowCommand, { type: 'type-in' }>,
  { definition, prices }: DecisionContext,
): FlowEvent[] {
  const lookUp = lookUpOf(definition, command.look_up);
  const { round } = asked(state, lookUp.id);
  const checked = checkStep({ ...lookUp, requires: [], answers: lookUp.answer }, command.answer, { prices, answers: {} });
  if ('faults' in checked) {
    const [fault] = checked.faults;
    throw new Refusal('invalid', faultWords(fault!, 'answer'), `answer.${fault!.field}`);
  }
  return [{ type: 'look-up-typed-in', lookUp: lookUp.id, round: round + 1, answer: checked.answers }];
}

function asked({ lookUps }: FlowState, id: string) {
  const lookUp = lookUps[id];
  if (lookUp && lookUp.state !== 'dropped') return lookUp;
  throw new Refusal('conflict', `look_up: nothing is asked of ${id} yet; expected the fields it goes by first`, 'look_up');
}
