import type { FlowChange } from '../flow-rows';

/** The channel by which the processes of this app tell each other, at the commit of what has changed. */
export const LOOK_AGAIN = 'takings_look_again';

/** Sales in one word; PostgreSQL carries at most 8,000 bytes in one. */
const SALES_IN_A_WORD = 30;

/** What has changed, never what it is now: whoever is told looks again, and sees what they may see. */
export interface Word {
  readonly topic: 'sale' | 'presence' | 'run' | 'invoice' | 'invoices' | 'stuck';
  /** Of an invoice: empty when so many have changed that whoever looks at one looks again. */
  readonly id: string;
  readonly version: number;
  /** Whose lists it is on, or was. */
  readonly owners: readonly string[];
  readonly team: string | null;
}

export function wordsAbout(changes: readonly FlowChange[]): string[] {
  const words = changes.map(({ before, after }): Word => {
    const { owner, team } = after.state;
    const owners = before && before.state.owner.id !== owner.id ? [before.state.owner.id, owner.id] : [owner.id];
    return { topic: 'sale', id: after.flowId, version: after.version, owners, team };
  });
  return Array.from({ length: Math.ceil(words.length / SALES_IN_A_WORD) }, (_, at) =>
    JSON.stringify(words.slice(at * SALES_IN_A_WORD, (at + 1) * SALES_IN_A_WORD)),
  );
}
