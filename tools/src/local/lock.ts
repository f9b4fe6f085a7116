import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { CannotStart } from '../cannot-start';
import { identify, isAlive, type ProcessIdentity } from '../supervision/process-identity';

/** Says who works on a folder. What a killed process left is taken over. */
export class Lock {
  private constructor(private readonly path: string) {}

  /** Throws `CannotStart` when a living process holds it. */
  static take(path: string, self = identify(process.pid)!): Lock {
    for (let tries = 0; tries < 10; tries++) {
      if (create(path, JSON.stringify(self))) return new Lock(path);
      const text = read(path);
      const holder = parse(text);
      if (holder && isAlive(holder)) throw new CannotStart(`Takings already runs on this folder, as process ${holder.pid} (${path}).`);
      if (text !== undefined) clear(path, text);
    }
    throw new CannotStart(`The lock ${path} is being taken by another start.`);
  }

  release() {
    rmSync(this.path, { force: true });
  }
}

/** The file appears with its whole content or not at all: a hard link to what is already written. */
function create(path: string, text: string): boolean {
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, text, { mode: 0o600 });
  try {
    linkSync(draft, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Another start may have cleared and taken it since we read it: what we moved away is looked at, and put back if it is not the stale one. */
function clear(path: string, stale: string) {
  const aside = `${path}.${process.pid}.stale`;
  try {
    renameSync(path, aside);
  } catch {
    return;
  }
  if (read(aside) !== stale) renameSync(aside, path);
  else rmSync(aside, { force: true });
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

function parse(text: string | undefined): ProcessIdentity | undefined {
  try {
    const { pid, started } = JSON.parse(text ?? '') as ProcessIdentity;
    return typeof pid === 'number' && typeof started === 'string' ? { pid, started } : undefined;
  } catch {
    return undefined;
  }
}
