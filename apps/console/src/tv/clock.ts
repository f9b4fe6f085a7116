import { useSyncExternalStore } from 'react';

const STEP_MS = 500;
/** A server's clock is taken over when ours is further away than messages take to come. */
const TOLERANCE_MS = 1_000;

/** The one interval of the wallboard. Its own time cannot be set, so that ages hold; the server's says what the walls show. */
export class Clock {
  private readonly listeners = new Set<() => void>();
  private offsetMs = 0;
  private interval: ReturnType<typeof setInterval> | undefined;
  private present = nowMs();

  /** Of the last step; for ages. */
  get nowMs() {
    return this.present;
  }

  /** The time of day, for people. */
  wallMs(atMs = this.present) {
    return atMs + this.offsetMs;
  }

  /** The server says that it is `at` now, ISO 8601. */
  heard(at: string) {
    const offsetMs = Date.parse(at) - nowMs();
    if (Math.abs(offsetMs - this.offsetMs) > TOLERANCE_MS) this.offsetMs = offsetMs;
  }

  readonly subscribe = (listener: () => void) => {
    this.listeners.add(listener);
    this.interval ??= setInterval(() => this.step(), STEP_MS);
    return () => {
      this.listeners.delete(listener);
      if (this.listeners.size > 0) return;
      clearInterval(this.interval);
      this.interval = undefined;
    };
  };

  private step() {
    this.present = nowMs();
    for (const listener of this.listeners) listener();
  }
}

/** Milliseconds since 1970 by a clock that nobody sets while the page is open. */
export const nowMs = () => performance.timeOrigin + performance.now();

export const clock = new Clock();

/** What `select` says of the present; the component is drawn anew only when that changes, so it has to be a plain value. */
export function useClock<T extends string | number | boolean | null>(select: (clock: Clock) => T): T {
  return useSyncExternalStore(clock.subscribe, () => select(clock));
}
