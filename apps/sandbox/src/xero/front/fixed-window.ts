export const MINUTE_MS = 60_000;
export const DAY_MS = 86_400_000;

/** Calls counted in the window that began at `startedAt` (milliseconds since the epoch). */
export interface WindowCount {
  readonly startedAt: number;
  readonly used: number;
  /** How many of the used calls were not made by the product: another app of the same organisation spends the same quota. */
  readonly byOthers: number;
}

export interface WindowShape {
  readonly lengthMs: number;
  /** Windows begin at the tenant's own moment, neither on the full minute nor at the first call. */
  readonly phaseMs: number;
  readonly limit: number;
}

export function windowStart(now: number, { lengthMs, phaseMs }: WindowShape): number {
  const phase = phaseMs % lengthMs;
  return Math.floor((now - phase) / lengthMs) * lengthMs + phase;
}

/** The count as of `now`: what an earlier window used is forgotten at once, not little by little. */
export function countAt(count: WindowCount, now: number, shape: WindowShape): WindowCount {
  const startedAt = windowStart(now, shape);
  return count.startedAt === startedAt ? count : { startedAt, used: 0, byOthers: 0 };
}

export const remaining = (count: WindowCount, { limit }: WindowShape) => Math.max(0, limit - count.used);

/** Whole seconds until the window ends, at least one, as `Retry-After` carries them. */
export const retryAfterSeconds = (count: WindowCount, now: number, { lengthMs }: WindowShape) =>
  Math.max(1, Math.ceil((count.startedAt + lengthMs - now) / 1000));
