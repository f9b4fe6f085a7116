import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { buildConsole } from './build-console.mjs';

// Runs before anything is built, so it is plain JavaScript and needs nothing but Node.
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(`Takings needs Node 20.19 or newer; this is ${process.versions.node}.\n`);
  process.exit(1);
}

const root = fileURLToPath(new URL('..', import.meta.url));
if (!existsSync(`${root}tools/dist/main.js`)) process.stdout.write('Building, the first time only ...\n');
const build = spawnSync(process.execPath, ['node_modules/typescript-native/bin/tsc', '-b'], { cwd: root, stdio: 'inherit' });
if (build.status !== 0 || !buildConsole()) {
  process.stderr.write('The build failed; see above. If packages are missing, run npm install first.\n');
  process.exit(1);
}
await import('./dist/main.js');
