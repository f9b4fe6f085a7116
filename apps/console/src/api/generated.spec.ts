import { execFileSync } from 'node:child_process';
import { dirname, resolve } from 'node:path';

const CONSOLE = resolve(__dirname, '../..');
const CLI = resolve(dirname(require.resolve('openapi-typescript/package.json')), 'bin/cli.js');

it.each([
  ['openapi.json', 'back-office.d.ts'],
  ['openapi-leaderboard.json', 'leaderboard.d.ts'],
])('what the console knows of %s is as it is; if not, run `npm run openapi -w @takings/console`', (document, types) => {
  const asked = [CLI, resolve(CONSOLE, '../../docs/generated', document), '-o', `src/api/generated/${types}`, '--check'];
  execFileSync(process.execPath, asked, { cwd: CONSOLE, stdio: 'pipe' });
});
