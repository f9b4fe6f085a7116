import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chmodSync, chownSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { CannotStart } from '../cannot-start';
import type { Program } from '../supervision/supervised';
import { OpenForOther } from './open-for-other';
import { serverFiles } from './server-files';
import { serverUser } from './server-user';
import { clearStaleServer } from './stale-server';

const USER = 'takings';
const DATABASE = 'takings';
const UNSAFE = ['-c', 'fsync=off', '-c', 'full_page_writes=off', '-c', 'synchronous_commit=off'];
/** Several test files at once, some of them with two processes of every app. */
const FOR_TESTS = [...UNSAFE, '-c', 'max_connections=400'];

export interface LocalPostgresOptions {
  /** Holds the data directory; made on the first start. */
  readonly folder: string;
  readonly port: number;
  readonly password: string;
  readonly logFile: string;
  /** For tests: what a power cut would lose may be lost. */
  readonly throwAway?: boolean;
}

/** A PostgreSQL server of the local start, on the loopback address alone, and the URL of its database. */
export async function localPostgres(options: LocalPostgresOptions): Promise<{ program: Program; url: string }> {
  const directory = join(options.folder, 'data');
  const runAs = serverUser(directory);
  const native = serverFiles(runAs !== undefined);
  await clearStaleServer(directory);
  if (!existsSync(directory)) await initialise(options, directory, native, runAs);
  // The descriptors stay open as long as we live: a restart hands them on again.
  const opened = new OpenForOther(runAs !== undefined);
  const url = urlOf(options, DATABASE);
  const program: Program = {
    name: 'postgres',
    command: join(native, 'bin', 'postgres'),
    args: [
      '-D',
      opened.path(directory),
      '-p',
      String(options.port),
      '-c',
      'listen_addresses=127.0.0.1',
      '-c',
      'unix_socket_directories=',
      ...(options.throwAway ? FOR_TESTS : []),
    ],
    env: { PATH: '/usr/bin:/bin', LC_ALL: 'C.UTF-8' },
    logFile: options.logFile,
    speaks: false,
    files: opened.files,
    runAs,
    prepare: () => clearStaleServer(directory),
    serves: () => ensureDatabase(options),
    endBy: [
      ['SIGINT', 10_000],
      ['SIGQUIT', 5_000],
      ['SIGKILL', 5_000],
    ],
    endAtOnceBy: 'SIGQUIT',
  };
  return { program, url };
}

/** Makes the data directory under another name first: a start that is killed half-way leaves nothing that looks finished. */
async function initialise(
  { folder, password, throwAway }: LocalPostgresOptions,
  directory: string,
  native: string,
  runAs?: { uid: number; gid: number },
) {
  clearUnfinished(folder);
  const start = randomBytes(4).toString('hex');
  const draft = join(folder, `unfinished-${start}`);
  const passwordFile = join(folder, `password-${start}`);
  mkdirSync(draft, { mode: 0o700 });
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  if (runAs) for (const path of [draft, passwordFile]) chownSync(path, runAs.uid, runAs.gid);
  chmodSync(passwordFile, 0o400);
  const opened = new OpenForOther(runAs !== undefined);
  try {
    const args = ['-D', opened.path(draft), `--pwfile=${opened.path(passwordFile)}`, `--username=${USER}`];
    await run(
      join(native, 'bin', 'initdb'),
      [...args, '--auth=scram-sha-256', '--encoding=UTF8', '--locale=C.UTF-8', ...(throwAway ? ['--no-sync'] : [])],
      opened.files,
      runAs,
    );
    renameSync(draft, directory);
  } finally {
    opened.close();
    rmSync(passwordFile, { force: true });
  }
}

/** Of starts that were killed. One of them may still be at work; it has names of its own, so it does no harm and its folder goes next time. */
function clearUnfinished(folder: string) {
  for (const name of readdirSync(folder).filter((entry) => /^(unfinished|password)-/.test(entry))) {
    try {
      rmSync(join(folder, name), { recursive: true, force: true });
    } catch {
      // It is being written.
    }
  }
}

async function run(command: string, args: string[], files: readonly number[], runAs?: { uid: number; gid: number }) {
  const child = spawn(command, args, { cwd: '/', stdio: ['ignore', 'pipe', 'pipe', ...files], env: { PATH: '/usr/bin:/bin' }, ...runAs });
  const said: Buffer[] = [];
  child.stdout?.on('data', (bytes: Buffer) => said.push(bytes));
  child.stderr?.on('data', (bytes: Buffer) => said.push(bytes));
  const [code] = await once(child, 'close');
  if (code !== 0) throw new CannotStart(`PostgreSQL could not make its data directory:\n${Buffer.concat(said).toString('utf8').trim()}`);
}

async function ensureDatabase(options: LocalPostgresOptions) {
  const client = new Client({ connectionString: urlOf(options, 'postgres'), connectionTimeoutMillis: 5_000 });
  await client.connect();
  try {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [DATABASE]);
    if (rowCount === 0) await client.query(`create database ${DATABASE}`);
  } finally {
    await client.end();
  }
}

const urlOf = ({ port, password }: LocalPostgresOptions, database: string) =>
  `postgres://${USER}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`;
