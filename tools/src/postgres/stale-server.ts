import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync, realpathSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { CannotStart } from '../cannot-start';
import { endProcess } from '../supervision/end-process';
import { identify, type ProcessIdentity } from '../supervision/process-identity';

/** How long the backends of a server that was killed take to notice, at the most. */
const BACKENDS_END_WITHIN_MS = 10_000;
const LOOK_EVERY_MS = 50;

/**
 * After a kill -9 of its parent a server runs on, and after one of its own its backends do for a moment and its `postmaster.pid` stays
 * behind. The server is ended and the backends are waited for, since two servers on one folder would destroy it. The file is PostgreSQL's
 * own guard against that and is left to it, unless its process id now names another program, or one that has ended and nobody has
 * collected: PostgreSQL would take either for the server and refuse to start.
 * A process is only touched when it is a server on this very folder.
 */
export async function clearStaleServer(dataDirectory: string): Promise<void> {
  const pidFile = join(dataDirectory, 'postmaster.pid');
  const pid = readPid(pidFile);
  if (pid === undefined) return;
  const found = identify(pid);
  const ours = found !== undefined && worksOn(pid, dataDirectory);
  if (ours) await end(found, pid, dataDirectory);
  await backendsEnd(dataDirectory);
  if (!ours && isTaken(pid)) rmSync(pidFile, { force: true });
}

/** As PostgreSQL asks: a zombie counts. */
function isTaken(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

async function end(process: ProcessIdentity, pid: number, dataDirectory: string) {
  const gone = await endProcess(process, [
    ['SIGINT', 10_000],
    ['SIGQUIT', 5_000],
    ['SIGKILL', 5_000],
  ]);
  if (!gone) throw new CannotStart(`Process ${pid} is a PostgreSQL server on ${dataDirectory} and cannot be ended; end it by hand.`);
}

/** They end by themselves once they notice that their server is gone. */
async function backendsEnd(dataDirectory: string) {
  for (const end = Date.now() + BACKENDS_END_WITHIN_MS; ; await wait(LOOK_EVERY_MS)) {
    const left = backendsOn(dataDirectory);
    if (left.length === 0) return;
    if (Date.now() > end) throw new CannotStart(`Processes ${left.join(', ')} still work on ${dataDirectory}; end them by hand.`);
  }
}

/** Told only on Linux; elsewhere PostgreSQL's own check of its shared memory refuses to start beside them. */
function backendsOn(dataDirectory: string): number[] {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => pid > 1 && worksOn(pid, dataDirectory));
}

/** The first line of `postmaster.pid`; a server in single-user mode writes it negative. */
function readPid(pidFile: string): number | undefined {
  try {
    const pid = Math.abs(Number.parseInt(readFileSync(pidFile, 'utf8'), 10));
    return pid > 1 ? pid : undefined;
  } catch {
    return undefined;
  }
}

/** PostgreSQL makes its data directory its working directory. */
function worksOn(pid: number, dataDirectory: string): boolean {
  if (process.platform !== 'linux') {
    return spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).stdout?.includes(dataDirectory) ?? false;
  }
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(dataDirectory);
  } catch {
    return false;
  }
}
