import { flow } from '@takings/contracts';
import type { FlowDefinition, FlowState, LookUpState } from '@takings/sale-flow';
import type { Pause, Pauses } from '../providers/stage-pauses';
import { ASKED_OF, LOOK_UP_SOURCES, type LookUpSource } from './look-up-requested';

/** The stage that asks a source; undefined for a source that nobody answers for. */
export const stageOf = (source: string): string | undefined =>
  flow.find(({ takes }) => takes.includes(ASKED_OF[source as LookUpSource]))?.stage;

/** Those that ask a source for a sale in progress. */
export const STAGES_OF_SOURCES: readonly string[] = LOOK_UP_SOURCES.flatMap((source) => stageOf(source) ?? []);

/**
 * A sale as it is to be shown at a moment. Its history keeps what sources said, and not each time that one of them was away: a look-up whose
 * stage is paused is tried again when the pause ends, and one whose next try has come is being looked up.
 */
export function withPauses(state: FlowState, { lookUps }: Pick<FlowDefinition, 'lookUps'>, pauses: Pauses, now: Date): FlowState {
  if (state.status !== 'open' || (pauses.size === 0 && !Object.values(state.lookUps).some((lookUp) => lookUp.nextTry))) return state;
  const shown = lookUps.flatMap(({ id, source }) => {
    const lookUp = state.lookUps[id];
    return lookUp ? [[id, withPause(lookUp, pauses.get(stageOf(source) ?? ''), now)] as const] : [];
  });
  return { ...state, lookUps: { ...state.lookUps, ...Object.fromEntries(shown) } };
}

function withPause(lookUp: LookUpState, pause: Pause | undefined, now: Date): LookUpState {
  if (lookUp.state !== 'looking-up' && lookUp.state !== 'trying-again') return lookUp;
  const nextTry = lookUp.nextTry === undefined ? undefined : Date.parse(lookUp.nextTry);
  if (pause && !(nextTry !== undefined && nextTry > Date.parse(pause.until)))
    return { ...lookUp, state: 'trying-again', reason: pause.reason, nextTry: pause.until };
  if (nextTry === undefined || nextTry > now.getTime()) return lookUp;
  const { reason: _, nextTry: __, ...tried } = lookUp;
  return { ...tried, state: 'looking-up' };
}
