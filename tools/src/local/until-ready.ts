import { setTimeout as wait } from 'node:timers/promises';
import { CannotStart } from '../cannot-start';

const PATIENCE_MS = 120_000;
const PAUSE_MS = 100;

/** Resolves when everything is ready. Throws `CannotStart` with what is not. */
export async function untilReady(faults: () => Promise<Record<string, string>>, signal: AbortSignal): Promise<void> {
  const until = Date.now() + PATIENCE_MS;
  while (true) {
    const left = Object.entries(await faults());
    if (left.length === 0) return;
    if (Date.now() > until) {
      throw new CannotStart(`Not ready after ${PATIENCE_MS / 1000} s:\n${left.map(([app, why]) => `  ${app}: ${why}`).join('\n')}`);
    }
    await wait(PAUSE_MS, undefined, { signal });
  }
}
