import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../ports';
import { Supervised } from '../supervision/supervised';
import { localPostgres } from './local-postgres';

export interface ThrowAwayPostgres {
  /** Of a user who may create databases. */
  readonly url: string;
  stop(): Promise<void>;
  /** Without waiting: for a process that is being ended itself. */
  kill(): void;
}

/** A PostgreSQL server for tests, in a folder of its own that goes with it. Throws `CannotStart` with the server's last words. */
export async function throwAwayPostgres(): Promise<ThrowAwayPostgres> {
  const folder = mkdtempSync(join(tmpdir(), 'takings-test-'));
  const logs = join(folder, 'logs');
  mkdirSync(logs);
  const { program, url } = await localPostgres({
    folder,
    port: await freePort(),
    password: randomBytes(12).toString('hex'),
    logFile: join(logs, 'postgres.log'),
    throwAway: true,
  });
  const server = new Supervised(program, { changed: () => undefined, says: (line) => process.stderr.write(`${line}\n`) });
  await server.start();
  return {
    url,
    stop: async () => {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
    kill: () => {
      server.kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
