import { chmodSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { CannotStart } from '../cannot-start';

/** A folder for temporary files that every user may enter; the one of the environment may be private. */
export function placeForAnybody(): string {
  const place = [tmpdir(), '/tmp', '/var/tmp'].find(isEnterableByAll);
  if (!place) throw new CannotStart('No folder for temporary files can be entered by all users; name a PostgreSQL server by DATABASE_URL.');
  return place;
}

/** Whether others may pass through the folder and every folder above it. */
export function isEnterableByAll(path: string): boolean {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat?.isDirectory()) return false;
  const real = realpathSync(path);
  return (stat.mode & 0o001) !== 0 && (dirname(real) === real || isEnterableByAll(dirname(real)));
}

/** Lets everybody read the folder and what is in it, and run its programs, whatever umask it was written with. */
export function openToAll(folder: string) {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) openToAll(path);
    else if (entry.isFile()) chmodSync(path, (statSync(path).mode & 0o100) === 0 ? 0o644 : 0o755);
  }
}
