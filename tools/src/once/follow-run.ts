import { setTimeout as wait } from 'node:timers/promises';
import type { Run } from '../product/views';

export interface FollowOptions {
  readonly seen: (run: Run) => void;
  /** Without any change for so long it gives up; never if not said: a real bank may take days. */
  readonly stalledAfterMs?: number;
  readonly signal?: AbortSignal;
}

const SHORTEST_PAUSE_MS = 500;
/** Looking may take a fifth of the time at most, so that a run of many invoices is not slowed down by being watched. */
const PAUSE_PER_LOOK = 4;

/** Resolves with the run when every invoice has come to its end, when somebody has stopped it, or when nothing has changed for too long: then its state is not `finished`. */
export async function followRun(look: () => Promise<Run>, { seen, stalledAfterMs = Infinity, signal }: FollowOptions): Promise<Run> {
  let last = '';
  let changedAt = Date.now();
  while (true) {
    const lookedAt = Date.now();
    const run = await look();
    seen(run);
    if (run.state === 'finished' || run.state === 'stopped') return run;
    const { estimatedEnd: _, ...counts } = run;
    const now = JSON.stringify(counts);
    if (now !== last) changedAt = Date.now();
    last = now;
    if (Date.now() - changedAt > stalledAfterMs) return run;
    await wait(Math.max(SHORTEST_PAUSE_MS, (Date.now() - lookedAt) * PAUSE_PER_LOOK), undefined, { signal });
  }
}
