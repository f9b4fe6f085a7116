import { type FlowEvent, type HistoryEntry, TAKINGS } from './events';
import type { FlowState } from './state';

/** Who has typed nothing for so long is not at work on the sale. */
export const PAUSE_SECONDS = 120;
/** What belongs to no step: taking over, completing. */
export const OTHER_WORK = 'other';

/** Counts the time since the last thing a person did to the step of this one; nothing once the sale has ended. */
export function worked(after: FlowState, before: FlowState | undefined, { at, by, events }: HistoryEntry): FlowState {
  if (!before || by.id === TAKINGS.id || before.status !== 'open') return after;
  const { last, seconds } = before.work;
  const gap = (Date.parse(at) - Date.parse(last)) / 1000;
  if (gap <= 0) return after;
  if (gap > PAUSE_SECONDS) return { ...after, remindedAt: null, work: { last: at, seconds } };
  const step = stepWorkedOn(events);
  return {
    ...after,
    remindedAt: null,
    work: { last: at, seconds: { ...seconds, [step]: Math.round(((seconds[step] ?? 0) + gap) * 1000) / 1000 } },
  };
}

function stepWorkedOn(events: readonly FlowEvent[]): string {
  for (const event of events) if ('step' in event) return event.step;
  return OTHER_WORK;
}

export interface TimeAtWork {
  readonly seconds: number;
  readonly bySteps: Readonly<Record<string, number>>;
}

export const timeOf = ({ work }: Pick<FlowState, 'work'>): TimeAtWork => ({
  seconds: Object.values(work.seconds).reduce((sum, one) => sum + one, 0),
  bySteps: work.seconds,
});
