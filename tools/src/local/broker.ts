import { join } from 'node:path';
import type { Program } from '../supervision/supervised';
import { ROOT } from './apps';

const USER = 'takings';

export interface LocalBrokerOptions {
  /** Holds the journal of persistent messages. */
  readonly folder: string;
  readonly port: number;
  readonly password: string;
  readonly logFile: string;
  readonly env: NodeJS.ProcessEnv;
}

/** The small broker as a process of its own, on the loopback address alone, and its URL. */
export function localBroker({ folder, port, password, logFile, env }: LocalBrokerOptions): { program: Program; url: string } {
  const program: Program = {
    name: 'broker',
    command: process.execPath,
    args: [join(ROOT, 'libs', 'amqp-broker', 'dist', 'main.js')],
    env: {
      ...env,
      BROKER_HOST: '127.0.0.1',
      BROKER_PORT: String(port),
      BROKER_DATA_DIR: folder,
      BROKER_USER: USER,
      BROKER_PASSWORD: password,
    },
    logFile,
    speaks: true,
    endBy: [
      ['SIGTERM', 5_000],
      ['SIGKILL', 2_000],
    ],
    endAtOnceBy: 'SIGKILL',
  };
  return { program, url: `amqp://${USER}:${encodeURIComponent(password)}@127.0.0.1:${port}` };
}
