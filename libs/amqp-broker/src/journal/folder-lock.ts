import { linkSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export class FolderInUse extends Error {
  override readonly name = 'FolderInUse';
}

/** Folders locked by this very process: its own process id in a lock file says nothing about which broker in it has the folder. */
const ours = new Set<string>();

/**
 * One broker per folder: two would write over each other's journal. The lock is a file with the owner's process id and start time;
 * an owner that has died, or whose id now belongs to another process, holds nothing. Processes in different containers do not see
 * each other: never share the folder between them.
 */
export class FolderLock {
  private constructor(private readonly path: string) {}

  static take(folder: string): FolderLock {
    const path = join(folder, 'lock');
    if (ours.has(path)) throw inUse(folder, process.pid);
    for (let attempt = 0; !create(path); attempt++) {
      const owner = readOwner(path);
      if (owner && isAlive(owner)) throw inUse(folder, owner.pid);
      if (attempt === 3) throw new FolderInUse(`The lock ${path} cannot be taken. Remove the file if no broker runs there.`);
      remove(path);
    }
    ours.add(path);
    return new FolderLock(path);
  }

  release(): void {
    if (ours.delete(this.path)) remove(this.path);
  }
}

interface Owner {
  pid: number;
  started: string;
}

const inUse = (folder: string, pid: number) =>
  new FolderInUse(
    `The folder ${folder} is in use by another broker (process ${pid}). Stop that one first, or give this one a folder of its own.`,
  );

/** Linked into place with its content, so that nobody ever reads half a lock. */
function create(path: string): boolean {
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, JSON.stringify({ pid: process.pid, started: startOf(process.pid) } satisfies Owner), { mode: 0o600 });
  try {
    linkSync(draft, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    remove(draft);
  }
}

function readOwner(path: string): Owner | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Owner;
  } catch {
    // Gone meanwhile, or unreadable: nobody holds it.
    return undefined;
  }
}

function isAlive({ pid, started }: Owner): boolean {
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it lives, and belongs to somebody else.
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  return started === startOf(pid);
}

/**
 * When the process started, in the kernel's own clock; empty where the system does not tell (only the id counts then), and for one that
 * has ended and is only not yet collected by its parent. See proc_pid_stat(5), fields 3 and 22.
 */
function startOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const [state = '', ...fields] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return 'ZX'.includes(state) ? '' : (fields[18] ?? '');
  } catch {
    return '';
  }
}

function remove(path: string): void {
  try {
    unlinkSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}
