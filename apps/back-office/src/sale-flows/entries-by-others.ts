import { randomUUID } from 'node:crypto';
import type { Given } from '@takings/contracts';
import { afterEntry, type FlowEvent, type HistoryEntry, type Who } from '@takings/sale-flow';
import type { EntityManager } from 'typeorm';
import { lookUpRequested } from '../look-ups/look-up-requested';
import { type FlowChange, hold, type KeptFlow, writeFlows } from './flow-rows';

/**
 * Enters into sales what no agent asked for: a look-up's answer, a clock, a move to another version of the flow. Each is held while it is
 * decided on; one without events stays as it is. Answers what has changed.
 */
export async function enter(
  db: EntityManager,
  by: Who,
  flowIds: readonly string[],
  decide: (flow: KeptFlow) => readonly FlowEvent[],
): Promise<FlowChange[]> {
  const asked = flowIds.map((flowId) => ({ flowId, commandId: randomUUID() }));
  const held = await hold(db, asked);
  const changes = asked.flatMap(({ flowId, commandId }, at): FlowChange[] => {
    const found = held[at];
    if (!found) return [];
    const before = { flowId, version: found.version, state: found.state };
    const events = decide(before);
    if (events.length === 0) return [];
    const entry: HistoryEntry = { version: before.version + 1, at: new Date().toISOString(), by, commandId, events };
    return [{ before, after: { flowId, version: entry.version, state: afterEntry(before.state, entry) }, entries: [entry] }];
  });
  await writeFlows(db, changes);
  return changes;
}

/** The questions that changes put to sources, as facts. */
export const lookUpsAsked = ({ after: { flowId }, entries }: Pick<FlowChange, 'after' | 'entries'>): Given[] =>
  entries.flatMap(({ events }) => events.flatMap((event) => (event.type === 'look-up-asked' ? [lookUpRequested(flowId, event)] : [])));
