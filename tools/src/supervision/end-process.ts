import { setTimeout as wait } from 'node:timers/promises';
import { isAlive, type ProcessIdentity } from './process-identity';

/** Asks a process to end, signal after signal, each with its time in milliseconds. Resolves when it is gone, false when it outlived all. */
export async function endProcess(
  process: ProcessIdentity,
  signals: readonly (readonly [NodeJS.Signals, number])[] = [
    ['SIGTERM', 10_000],
    ['SIGKILL', 5_000],
  ],
): Promise<boolean> {
  for (const [signal, patienceMs] of signals) {
    send(process, signal);
    if (await isGone(process, patienceMs)) return true;
  }
  return false;
}

function send(process: ProcessIdentity, signal: NodeJS.Signals) {
  if (!isAlive(process)) return;
  try {
    global.process.kill(process.pid, signal);
  } catch {
    // It ended between the look and the signal.
  }
}

async function isGone(process: ProcessIdentity, patienceMs: number): Promise<boolean> {
  const until = Date.now() + patienceMs;
  while (isAlive(process)) {
    if (Date.now() > until) return false;
    await wait(20);
  }
  return true;
}
