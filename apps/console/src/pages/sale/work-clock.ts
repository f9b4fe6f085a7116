import { type FlowState, PAUSE_SECONDS, timeOf } from '@takings/sale-flow';

/** The time since the last input counts with the next one, unless that comes after a pause. */
export function atWork(state: Pick<FlowState, 'work' | 'status'>, nowMs: number): { readonly seconds: number; readonly paused: boolean } {
  const { seconds } = timeOf(state);
  if (state.status !== 'open') return { seconds, paused: true };
  const since = Math.max(0, (nowMs - Date.parse(state.work.last)) / 1_000);
  return since > PAUSE_SECONDS ? { seconds, paused: true } : { seconds: seconds + since, paused: false };
}
