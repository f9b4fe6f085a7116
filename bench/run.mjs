// npm run bench -- NAME [--json FILE]: builds what it needs, installs its own peers, runs one bench, prints a table and writes the ratios.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { buildConsole } from '../tools/build-console.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const root = dirname(here);
const benches = ['messaging', 'pipeline', 'leaderboard', 'sale-flow', 'finance'];

const { values, positionals } = parseArgs({ allowPositionals: true, options: { json: { type: 'string' } } });
const [name] = positionals;
if (!benches.includes(name)) {
  process.stderr.write(`Which bench? One of: ${benches.join(', ')}\n`);
  process.exit(2);
}
execFileSync(process.execPath, [join(root, 'node_modules/typescript-native/bin/tsc'), '-b', root], { stdio: 'inherit' });
if (!buildConsole()) process.exit(1);
if (!peersInstalled()) {
  execFileSync('npm', ['install', '--no-package-lock', '--prefix', join(here, 'peers')], {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
}
const { bench } = await import(`./${name}/bench.mjs`);
const { rows, ratios } = await bench();
console.table(rows);
console.table(ratios);
if (values.json) writeFileSync(resolve(process.env.INIT_CWD ?? '.', values.json), `${JSON.stringify({ ratios }, null, 2)}\n`);
process.exit(0);

/** Whether every peer is there in the version named. */
function peersInstalled() {
  const { dependencies } = json(join(here, 'peers/package.json'));
  return Object.entries(dependencies).every(([peer, version]) => {
    const manifest = join(here, 'peers/node_modules', peer, 'package.json');
    return existsSync(manifest) && json(manifest).version === version;
  });
}

function json(file) {
  return JSON.parse(readFileSync(file, 'utf8'));
}
