/**
 * A quota of N calls in windows of fixed length whose phase the provider does not tell
 * (https://developer.xero.com/documentation/oauth2/limits). All that is known comes from what each answer says is left:
 * within a window every call leaves less than the one before it, so a number that did not fall means that a window ended in between.
 * Moments are milliseconds of one clock. A call reached the provider at some moment from `grantedAt` to `answeredAt`.
 */
export interface FixedWindow {
  /** Counts the windows; a call carries the number of the window in which it was granted. */
  readonly epoch: number;
  /** The window ends after this moment... */
  readonly endsAfter: number;
  /** ...and not later than this one. */
  readonly endsBy: number;
  /** The fewest calls left that an answer of this window told; null before its first answer. */
  readonly left: number | null;
  /** The same of the last window that had answers. */
  readonly leftBefore: number | null;
  /** When the latest of the answered calls was granted. */
  readonly seenAt: number;
}

/** What was known of the window when a call was granted; its answer is compared with this. */
export interface Mark {
  readonly epoch: number;
  readonly left: number | null;
  readonly seenAt: number;
}

export interface Answered {
  readonly mark: Mark;
  readonly grantedAt: number;
  readonly answeredAt: number;
  /** Calls left, as the answer said. */
  readonly left: number;
}

/** Clocks of two machines drift apart; 33 parts in a million is more than any disciplined clock does. */
const DRIFT = 33e-6;

export const markOf = (window: FixedWindow | null): Mark => ({
  epoch: window?.epoch ?? 0,
  left: window?.left ?? null,
  seenAt: window?.seenAt ?? 0,
});

/** Begins the next window once it is certain that the present one is over. What is left in it is unknown until its first answer. */
export function rolled(window: FixedWindow, now: number, periodMs: number): FixedWindow {
  if (now <= window.endsBy) return window;
  const windows = Math.floor((now - window.endsBy) / periodMs) + 1;
  const drift = windows * periodMs * DRIFT;
  return {
    ...window,
    epoch: window.epoch + windows,
    endsAfter: window.endsAfter + windows * periodMs - drift,
    endsBy: window.endsBy + windows * periodMs + drift,
    left: null,
    leftBefore: window.left ?? window.leftBefore,
  };
}

/** Learns from an answer. */
export function learnt(window: FixedWindow | null, call: Answered, periodMs: number): FixedWindow {
  if (!window) return unphased(call, 1, periodMs);
  const { mark, left } = call;
  if (mark.epoch < window.epoch) return withLateAnswer(window, call);
  if (mark.left === null) return window.left === null ? withFirstAnswer(window, call, periodMs) : withLeft(window, call);
  if (left >= mark.left) return begun({ ...window, epoch: window.epoch + 1, ...shifted(window, periodMs) }, call, periodMs);
  const endsAfter = Math.max(window.endsAfter, call.grantedAt);
  return endsAfter < window.endsBy ? { ...withLeft(window, call), endsAfter } : unphased(call, window.epoch, periodMs);
}

/** The provider refused and said when its window ends, in whole seconds rounded up. */
export function refusedUntil(
  window: FixedWindow | null,
  { grantedAt, answeredAt }: Pick<Answered, 'grantedAt' | 'answeredAt'>,
  retryAfterMs: number,
): FixedWindow {
  return {
    epoch: window?.epoch ?? 1,
    endsAfter: Math.max(grantedAt, grantedAt + retryAfterMs - 1000),
    endsBy: answeredAt + retryAfterMs,
    left: 0,
    leftBefore: window?.leftBefore ?? null,
    seenAt: Math.max(window?.seenAt ?? 0, grantedAt),
  };
}

/** Nothing but this call is known: its window ends at most one period after it. */
const unphased = (call: Answered, epoch: number, periodMs: number): FixedWindow => ({
  epoch,
  endsAfter: call.grantedAt,
  endsBy: call.answeredAt + periodMs,
  left: call.left,
  leftBefore: null,
  seenAt: call.grantedAt,
});

const shifted = ({ endsAfter, endsBy }: FixedWindow, periodMs: number) => ({ endsAfter: endsAfter + periodMs, endsBy: endsBy + periodMs });

const withLeft = (window: FixedWindow, { left, grantedAt }: Answered): FixedWindow => ({
  ...window,
  left: Math.min(window.left ?? left, left),
  seenAt: Math.max(window.seenAt, grantedAt),
});

/**
 * The window was taken to have begun because its predecessor's time was over. Fewer calls left than before contradict that (or others
 * were very quick): the phase is then taken as unknown, which costs at most some waiting.
 */
function withFirstAnswer(window: FixedWindow, call: Answered, periodMs: number): FixedWindow {
  const fell = window.leftBefore !== null && call.left < window.leftBefore;
  return fell ? unphased(call, window.epoch, periodMs) : begun(window, call, periodMs);
}

/** A new window was seen to have begun between the last call known at the grant and this answer; that narrows the phase. */
function begun(window: FixedWindow, call: Answered, periodMs: number): FixedWindow {
  const told = { ...window, left: call.left, seenAt: Math.max(window.seenAt, call.grantedAt) };
  if (call.answeredAt - call.mark.seenAt >= periodMs) return told;
  const endsAfter = Math.max(window.endsAfter, call.mark.seenAt + periodMs);
  const endsBy = Math.min(window.endsBy, call.answeredAt + periodMs);
  return endsAfter < endsBy ? { ...told, endsAfter, endsBy } : unphased(call, window.epoch, periodMs);
}

/** An answer that was overtaken by the end of its window counts only if it surely belongs to the new one. */
function withLateAnswer(window: FixedWindow, call: Answered): FixedWindow {
  const { mark } = call;
  const isOfThisWindow = mark.left !== null && mark.epoch === window.epoch - 1 && call.left >= mark.left;
  return isOfThisWindow ? withLeft(window, call) : window;
}
