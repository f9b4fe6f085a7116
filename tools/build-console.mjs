// Builds apps/console into its dist folder, unless that was built from the very same sources already.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { brotliCompressSync } from 'node:zlib';

const root = fileURLToPath(new URL('..', import.meta.url));
const app = join(root, 'apps', 'console');
const dist = join(app, 'dist');
const stamp = join(dist, '.built-from');
/** Ours that are in the pages. */
const LIBS = ['fields', 'money', 'sale-flow'];

/** False when it could not be built; why is on the screen then. Takes some milliseconds when nothing changed. */
export function buildConsole() {
  const sources = fingerprint();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === sources) return true;
  const vite = spawnSync(process.execPath, [join(root, 'node_modules/vite/bin/vite.js'), 'build', '--logLevel', 'warn'], {
    cwd: app,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  if (vite.status !== 0) return false;
  compress(dist);
  writeFileSync(stamp, sources);
  return true;
}

/** Of the contents, not of times: a fresh checkout has new times only. */
function fingerprint() {
  const hash = createHash('sha256');
  const files = ['index.html', 'tv.html', 'package.json', 'vite.config.mts'].map((name) => join(app, name));
  const libs = LIBS.flatMap((name) => filesIn(join(root, 'libs', name, 'src')));
  for (const file of [...files, ...filesIn(join(app, 'src')), ...libs, join(root, 'package-lock.json')])
    hash.update(file.slice(root.length)).update('\0').update(readFileSync(file)).update('\0');
  return hash.digest('hex');
}

/** Done once here, so that whoever serves it need not for each request. */
function compress(folder) {
  for (const file of filesIn(folder))
    if (/\.(js|css|html|svg)$/.test(file)) writeFileSync(`${file}.br`, brotliCompressSync(readFileSync(file)));
}

function filesIn(folder) {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && !/\.spec\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href && !buildConsole()) process.exit(1);
