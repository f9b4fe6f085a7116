import { type Given, StuckSettled } from '@takings/contracts';
import type { EntityManager } from 'typeorm';
import type { FlowChange } from '../sale-flows/flow-rows';
import { STAGES_OF_SOURCES } from './with-pauses';

/**
 * Lets go the stuck questions that changes leave behind: asked anew, typed in by hand, dropped, or of a sale that has ended. Nobody has to see to
 * them any more. In the transaction of `db`; the facts it answers tell of it.
 */
export async function overtaken(db: Pick<EntityManager, 'query'>, changes: readonly FlowChange[]): Promise<Given[]> {
  const left = changes.flatMap(leftBehind);
  if (left.length === 0) return [];
  const [rows]: [{ stuckId: string; round: number; by: string }[], number] = await db.query(LET_GO, [
    JSON.stringify(left),
    STAGES_OF_SOURCES,
  ]);
  return rows.map(({ stuckId, round, by }) => StuckSettled.of({ stuckId, app: 'back-office', round, outcome: 'discarded', settledBy: by }));
}

const leftBehind = ({ before, after: { flowId, state: after }, entries }: FlowChange) =>
  Object.entries(before?.state.lookUps ?? {}).flatMap(([lookUp, { state, round }]) => {
    const now = after.lookUps[lookUp];
    const stays = after.status === 'open' && now?.state === 'parked' && now.round === round;
    return state === 'parked' && !stays ? [{ flowId, lookUp, round, by: entries.at(-1)!.by.name }] : [];
  });

/** What was parked is a fact as it came; the few that are about these sales are found by the stuck items, which know their subjects. */
const LET_GO = `
  update parked p set "settledAt" = now(), outcome = 'discarded'
  from stuck_item s, jsonb_to_recordset($1::jsonb) as q("flowId" text, "lookUp" text, round integer, by text)
  where s.subject = q."flowId" and s.stage = any($2) and s.open and p."stuckId" = s.stuck_id and p."settledAt" is null
    and convert_from(p.body, 'UTF8')::jsonb -> 'data' @> jsonb_build_object('flowId', q."flowId", 'lookUp', q."lookUp", 'round', q.round)
  returning p."stuckId", p.round, q.by`;
