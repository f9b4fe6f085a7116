// npm test: every test, on servers of its own or on those that DATABASE_URL and AMQP_URL name.
// npm test -- int e2e runs some kinds; --browser fails where there is no browser instead of leaving its tests out; --other-servers is for
// a second run, on servers that are given. Files say in the comment they begin with, and why, what is special about them:
// `@servers any`: other servers make no difference, so the second run leaves them out; `@alone`: they are timed, so nothing runs beside them.
import { spawnSync } from 'node:child_process';
import { accessSync, appendFileSync, constants, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { delimiter, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildConsole } from './build-console.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const KINDS = ['unit', 'int', 'e2e'];
const OPTIONS = ['--browser', '--other-servers'];
const BROWSER_TESTS = String.raw`\.browser\.e2e\.ts$`;
/** Test files take turns at the queues of a RabbitMQ, so that each needs one of its own; of small brokers each file starts its own. */
const MOST_AT_ONCE = process.env.AMQP_URL ? (process.env.TEST_AMQP_URLS?.split(' ').length ?? 1) : 4;

const given = process.argv.slice(2);
const unknown = given.filter((argument) => ![...KINDS, ...OPTIONS].includes(argument));
if (unknown.length > 0) fail(`${unknown.join(' ')} is not known; expected some of ${[...KINDS, ...OPTIONS].join(', ')}`);
const kinds = given.some((argument) => KINDS.includes(argument)) ? KINDS.filter((kind) => given.includes(kind)) : KINDS;

const chrome = process.env.CHROME_PATH || findChrome();
if (kinds.includes('e2e') && !chrome) {
  if (given.includes('--browser')) fail('No Chrome or Chromium was found; install one, or name it by CHROME_PATH.');
  say('No Chrome or Chromium was found, so the tests in a browser are left out. Name one by CHROME_PATH.');
}
say(
  `PostgreSQL: ${process.env.DATABASE_URL ? 'by DATABASE_URL' : 'one of our own'}; broker: ${process.env.AMQP_URL ? 'by AMQP_URL' : 'the small one'}; Redis: ${process.env.REDIS_URL ? 'by REDIS_URL' : 'none, so that what needs one is left out'}`,
);

// Whole apps are tested as they are built.
const build = spawnSync(process.execPath, ['node_modules/typescript-native/bin/tsc', '-b'], { cwd: root, stdio: 'inherit' });
if (build.status !== 0 || !buildConsole()) fail('The build failed.');

const leftOut = given.includes('--other-servers') ? marked(/@servers any: /) : [];
if (leftOut.length > 0) say(`Left out, because other servers make no difference to them:\n  ${leftOut.join('\n  ')}`);
const alone = marked(/@alone: /);

const sums = kinds.flatMap(rounds).reduce((all, one) => ({ passed: all.passed + one.passed, failed: all.failed + one.failed }));
if (process.env.TEST_COUNTS_FILE) appendFileSync(process.env.TEST_COUNTS_FILE, `${sums.passed} ${sums.failed}\n`);
say(sums.failed === 0 ? `All ${sums.passed} tests passed.` : `${sums.failed} of ${sums.passed + sums.failed} tests failed.`);
process.exit(sums.failed === 0 ? 0 : 1);

/** Several files at a time, and then those that are to be alone. */
function rounds(kind) {
  const atOnce = kind === 'unit' ? availableParallelism() : Math.min(availableParallelism(), MOST_AT_ONCE);
  const ignored = [...leftOut, ...alone].map((path) => `/${path.replaceAll('.', String.raw`\.`)}$`);
  if (kind === 'e2e' && !chrome) ignored.push(BROWSER_TESTS);
  const together = run(kind, ['--maxWorkers', String(atOnce), ...ignored.flatMap((pattern) => ['--testPathIgnorePatterns', pattern])]);
  const after = alone
    .filter((path) => path.endsWith(kind === 'e2e' ? '.e2e.ts' : `.${kind}.spec.ts`) && !leftOut.includes(path))
    .filter((path) => chrome || !new RegExp(BROWSER_TESTS).test(path));
  return after.length > 0 ? [together, run(kind, ['--runInBand', '--runTestsByPath', ...after])] : [together];
}

/** A file that cannot even be loaded counts as a failure. */
function run(kind, which) {
  const folder = mkdtempSync(join(tmpdir(), 'takings-jest-'));
  const outputFile = join(folder, 'result.json');
  const jest = [
    'node_modules/jest/bin/jest.js',
    '--selectProjects',
    kind,
    '--passWithNoTests',
    '--json',
    '--outputFile',
    outputFile,
    ...which,
  ];
  // Tests that cut a process off in the middle leave sockets nobody answers; the result is written by then.
  if (kind !== 'unit') jest.push('--forceExit');
  try {
    // With --json jest writes the result to its standard output as well; what a person reads goes to standard error.
    const { status } = spawnSync(process.execPath, jest, {
      cwd: root,
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, ...(chrome && { CHROME_PATH: chrome }) },
    });
    const result = JSON.parse(readFileSync(outputFile, 'utf8'));
    const failed = result.numFailedTests + result.numRuntimeErrorTestSuites;
    return { passed: result.numPassedTests, failed: failed === 0 && status !== 0 ? 1 : failed };
  } catch {
    return { passed: 0, failed: 1 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Test files whose first comment has the mark. */
function marked(mark, folder = root) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return ['node_modules', 'dist'].includes(entry.name) ? [] : marked(mark, path);
    if (!/\.(int\.spec|e2e)\.ts$/.test(entry.name)) return [];
    const [comment = ''] = /^\/\*\*[\s\S]*?\*\//.exec(readFileSync(path, 'utf8')) ?? [];
    return mark.test(comment) ? [relative(root, path)] : [];
  });
}

function findChrome() {
  const names = ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome'];
  const inPath = (process.env.PATH ?? '').split(delimiter).flatMap((folder) => names.map((name) => join(folder, name)));
  return [
    ...inPath,
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ].find(isProgram);
}

function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function say(line) {
  process.stderr.write(`${line}\n`);
}

function fail(line) {
  say(line);
  process.exit(1);
}
