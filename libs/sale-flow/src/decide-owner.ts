import type { Who } from './answers';
import type { FlowCommand } from './commands';
import type { Actor, DecisionContext } from './decide';
import type { FlowEvent } from './events';
import { Refusal } from './refusal';
import type { FlowState } from './state';

export const isAdmin = ({ roles }: Pick<Actor, 'roles'>) => roles.includes('admin');

/** Whether they manage the team whose sale it is. */
export const manages = (by: Pick<Actor, 'roles' | 'team'>, { team }: Pick<FlowState, 'team'>) =>
  isAdmin(by) || (by.roles.includes('team-manager') && team !== null && by.team === team);

/** Whether they may work on it: their own sale, or one of the team they manage. */
export const mayWorkOn = (by: Pick<Actor, 'id' | 'roles' | 'team'>, state: Pick<FlowState, 'owner' | 'team'>) =>
  by.id === state.owner.id || manages(by, state);

/** Whether they may look at it: also whoever sold it, and the other agents of the team. */
export const mayLookAt = (by: Actor & { readonly consultant?: string | null }, state: Pick<FlowState, 'owner' | 'team' | 'consultant'>) =>
  mayWorkOn(by, state) ||
  (by.consultant != null && by.consultant === state.consultant.id) ||
  (state.team !== null && by.team === state.team);

export function refuseStranger(state: FlowState, { type }: Pick<FlowCommand, 'type'>, by: Actor) {
  if (type === 'take-over' ? manages(by, state) : mayWorkOn(by, state)) return;
  const remedy =
    type === 'take-over' ? 'Only a manager of that team may take it over.' : 'It can be handed over, or taken over by a team manager.';
  throw new Refusal('forbidden', `This is the sale of ${state.owner.name}. ${remedy}`);
}

type OwnerCommand = Extract<FlowCommand, { type: 'hand-over' | 'take-over' | 'continue' | 'abandon' | 'take-back' | 'change-seller' }>;

/** Whose sale it is, and whether it goes on. */
export function decideOwner(state: FlowState, command: OwnerCommand, context: DecisionContext): FlowEvent[] {
  const { by, successor, seller } = context;
  switch (command.type) {
    case 'hand-over':
      if (!successor) throw new Refusal('invalid', `to: nobody here has the id ${JSON.stringify(command.to)}; expected an agent`, 'to');
      if (successor.id === state.owner.id)
        throw new Refusal('conflict', `to: it is the sale of ${successor.name} already; expected somebody else`, 'to');
      return [{ type: 'handed-over', to: who(successor), team: successor.team ?? state.team, note: command.note }];
    case 'take-over':
      if (by.id === state.owner.id) return [];
      return [{ type: 'taken-over', from: state.owner, to: who(by), team: state.team, reason: command.reason }];
    case 'change-seller':
      if (seller!.id === state.consultant.id && command.channel === state.channel) return [];
      return [{ type: 'seller-changed', consultant: who(seller!), channel: command.channel }];
    case 'abandon':
      return [{ type: 'abandoned', reason: command.reason }];
    case 'continue':
      if (state.status === 'open') return [];
      if (state.status !== 'expired' && state.status !== 'abandoned')
        throw new Refusal('conflict', 'This sale was completed; start another one');
      return [{ type: 'continued' }];
    case 'take-back':
      if (state.status === 'taken-back')
        throw new Refusal('conflict', `${state.ended?.by.name} took this sale back at ${state.ended?.at}: ${state.ended?.reason}`);
      if (state.status !== 'completed') throw new Refusal('conflict', 'This sale is not completed; expected "abandon" to give it up');
      return [{ type: 'taken-back', reason: command.reason }];
  }
}

const who = ({ id, name }: Who): Who => ({ id, name });
