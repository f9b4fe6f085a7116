import { type FlowState, manages, mayWorkOn } from '@takings/sale-flow';
import type { Sale } from '../../api/sale-flows';
import type { Person } from '../../api/session';

/** From where somebody looks at a sale. */
export interface Standpoint {
  readonly id: string;
  readonly name: string;
  /** Also while somebody else is editing. */
  readonly mayWorkOn: boolean;
  /** May take it over, and decide what agents may not. */
  readonly manages: boolean;
  /** Why nothing can be changed here; undefined when it can. */
  readonly readOnly?: string;
}

/** The same rules as the server's: `mayWorkOn` and `manages` of the sale flow decide there too. `editor`: who edits the step already. */
export function standpointOf(person: Person, { state }: Sale, editor: string | undefined): Standpoint {
  const { id, name, roles } = person;
  const actor = { id, name, roles, team: person.team?.id ?? null };
  const may = mayWorkOn(actor, state);
  return { id, name, mayWorkOn: may, manages: manages(actor, state), readOnly: readOnlyWords(may, state, editor) };
}

function readOnlyWords(may: boolean, { status, owner }: FlowState, editor: string | undefined): string | undefined {
  if (status !== 'open') return 'It has ended.';
  if (!may) return `This is the sale of ${owner.name}. You can read it; it can be handed over, or taken over by a team manager.`;
  return editor && `${editor} is editing this step. You can read it meanwhile.`;
}
