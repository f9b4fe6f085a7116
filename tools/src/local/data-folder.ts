import { accessSync, constants, existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { CannotStart } from '../cannot-start';
import { rotate } from '../supervision/log-file';
import { Lock } from './lock';

/** Where the local start keeps everything: databases, secrets, logs, who runs. Held by one start at a time. */
export class DataFolder {
  private constructor(
    readonly path: string,
    private readonly lock: Lock,
  ) {}

  /** Makes the folder if need be. Throws `CannotStart` when it may not be used, or another start uses it. */
  static claim(path: string): DataFolder {
    try {
      makeFolder(join(path, 'logs'));
      accessSync(path, constants.R_OK | constants.W_OK | constants.X_OK);
      return new DataFolder(path, Lock.take(join(path, 'lock')));
    } catch (error) {
      if (error instanceof CannotStart) throw error;
      throw new CannotStart(`The data folder ${path} cannot be used: ${inWords(error)}. Name another one: npm start -- --data DIR`);
    }
  }

  /** `keep` in another folder; made if need be. */
  folder(name: string): string {
    const path = join(this.path, name);
    makeFolder(path);
    return path;
  }

  file(name: string): string {
    return join(this.path, name);
  }

  has(name: string): boolean {
    return existsSync(this.file(name));
  }

  /** Readable by its owner alone; whole or not at all, whenever we are killed. */
  write(name: string, text: string) {
    const draft = this.file(`${name}.new`);
    writeFileSync(draft, text, { mode: 0o600 });
    renameSync(draft, this.file(name));
  }

  read(name: string): string | undefined {
    return this.has(name) ? readFileSync(this.file(name), 'utf8') : undefined;
  }

  /** The log of one program; a large old one is put aside. */
  logFile(program: string): string {
    const path = join(this.folder('logs'), `${program}.log`);
    rotate(path);
    return path;
  }

  release() {
    this.lock.release();
  }
}

/** Level by level: where no folder can be made at all, as in /proc, Node's own recursive mkdir never ends. */
function makeFolder(path: string) {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) return;
  if (dirname(path) !== path) makeFolder(dirname(path));
  mkdirSync(path, { mode: 0o700 });
}

function inWords(error: unknown): string {
  const { code, path, message } = error as NodeJS.ErrnoException;
  if (code === 'EACCES' || code === 'EPERM') return `you may not write to ${path ?? 'it'}`;
  if (code === 'EROFS') return 'it lies on a read-only disk';
  if (code === 'ENOENT') return `no folder can be made at ${path}`;
  if (code === 'EEXIST' || code === 'ENOTDIR') return 'it, or a part of its path, is a file and not a folder';
  if (code === 'ENOSPC') return 'the disk is full';
  return message;
}
