import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { SESSION_SECRET } from '@takings/testing';
import type { Answer } from './running-back-office';

/** What is loaded has decorators. */
const TS_NODE_PROJECT = join(__dirname, '../../../../tsconfig.base.json');

/** It was killed, and answers nobody. */
export class Gone extends Error {}

/** The app in a process of its own, which can be killed. */
export class BackOfficeProcess {
  private constructor(
    private readonly process: ChildProcess,
    private readonly url: string,
  ) {}

  /** Resolves when it answers people. */
  static async start(servers: { readonly DATABASE_URL: string; readonly AMQP_URL: string }): Promise<BackOfficeProcess> {
    const child = fork(join(__dirname, '../main.ts'), {
      env: { ...servers, TS_NODE_PROJECT, SESSION_SECRET, LOG_LEVEL: 'error', RETRY_DELAYS_MS: '100,200', DEMO_ACCOUNTS: 'true' },
      execArgv: ['--conditions=@takings/source', '-r', '@swc-node/register'],
    });
    const ended = once(child, 'exit').then(([code]) => Promise.reject(new Error(`the back office ended with code ${code}`)));
    ended.catch(() => undefined);
    const [{ listening }] = (await Promise.race([once(child, 'message'), ended])) as [{ listening: number }];
    return new BackOfficeProcess(child, `http://127.0.0.1:${listening}`);
  }

  /** With -9. */
  async kill(): Promise<void> {
    if (this.process.exitCode !== null || this.process.signalCode !== null) return;
    const gone = once(this.process, 'exit');
    this.process.kill('SIGKILL');
    await gone;
  }

  get<Body = any>(path: string, headers: Record<string, string>): Promise<Answer<Body>> {
    return this.send(path, { headers });
  }

  /** Throws `Gone` when no answer comes. */
  post<Body = any>(path: string, body: unknown, headers: Record<string, string>): Promise<Answer<Body>> {
    return this.send(path, { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json', ...headers } });
  }

  private async send<Body>(path: string, init: RequestInit): Promise<Answer<Body>> {
    try {
      const answer = await fetch(this.url + path, init);
      return { status: answer.status, body: (await answer.json()) as Body };
    } catch (error) {
      throw new Gone(String(error));
    }
  }
}
