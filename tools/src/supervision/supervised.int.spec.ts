/** @servers any: it has processes and no servers. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '@takings/testing';
import { isAlive } from './process-identity';
import { type Program, Supervised } from './supervised';

let folder: string;
let running: Supervised | undefined;
const said: string[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'takings-supervised-'));
  said.length = 0;
});
afterEach(async () => {
  await running?.stop();
  rmSync(folder, { recursive: true });
});

const LISTENS = `process.send({ listening: 4000 + (process.pid % 1000) }); setInterval(() => {}, 1000);`;

function supervise(script: string, more: Partial<Program> = {}): Supervised {
  const program: Program = {
    name: 'echo',
    command: process.execPath,
    args: ['-e', script],
    env: { PATH: '/usr/bin' },
    logFile: join(folder, 'echo.log'),
    speaks: true,
    endBy: [
      ['SIGTERM', 2_000],
      ['SIGKILL', 5_000],
    ],
    endAtOnceBy: 'SIGKILL',
    ...more,
  };
  running = new Supervised(program, { changed: () => undefined, says: (line) => said.push(line) });
  return running;
}

it('serves once the program says where it listens', async () => {
  const supervised = supervise(LISTENS);
  await supervised.start();
  expect(supervised.port).toBe(4000 + (supervised.identity!.pid % 1000));
});

it('starts again what was killed, and says so', async () => {
  const supervised = supervise(LISTENS);
  await supervised.start();
  const { pid } = supervised.identity!;
  process.kill(pid, 'SIGKILL');
  await eventually(() => {
    expect(supervised.port).toBeDefined();
    expect(supervised.identity!.pid).not.toBe(pid);
  });
  expect(said).toEqual(['echo ended (by SIGKILL); it is started again in 0.25 s']);
});

it('gives up a program that never comes to serve, with its last words', async () => {
  const supervised = supervise(`console.error('DATABASE_URL is missing'); process.exit(1);`);
  await expect(supervised.start()).rejects.toThrow(/echo cannot start \(with code 1\)\.\n {2}DATABASE_URL is missing\nMore in .*echo\.log/);
});

it('says what is wrong with a program that is not there', async () => {
  await expect(supervise('', { command: '/no/such/program' }).start()).rejects.toThrow(
    /echo cannot start \(spawn \/no\/such\/program ENOENT\)/,
  );
});

it('stops a program that does not listen to SIGTERM', async () => {
  const supervised = supervise(`process.on('SIGTERM', () => console.log('no')); ${LISTENS}`);
  await supervised.start();
  const identity = supervised.identity!;
  await supervised.stop();
  expect(isAlive(identity)).toBe(false);
  expect(readFileSync(join(folder, 'echo.log'), 'utf8')).toBe('no\n');
});

it('asks a program that does not speak until it serves', async () => {
  let asked = 0;
  const serves = async () => {
    if (++asked < 3) throw new Error('not yet');
  };
  await supervise('setInterval(() => {}, 1000)', { speaks: false, serves }).start();
  expect(asked).toBe(3);
});
