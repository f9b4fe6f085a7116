import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '@takings/testing';
import { isAlive, type ProcessIdentity, Product, ROOT } from '@takings/tools';
import { Sandbox } from './sandbox';

const MAIN = join(ROOT, 'tools', 'dist', 'main.js');
const STARTS_WITHIN_MS = 90_000;

/** What a start said, and how it ended. */
export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** A folder that goes with the test. */
export function folder(): string {
  return mkdtempSync(join(tmpdir(), 'takings-e2e-'));
}

export function remove(path: string) {
  rmSync(path, { recursive: true, force: true });
}

/** Starts the product as `npm start -- ARGS` does after its build, in a process of its own. */
export function begin(args: readonly string[], env: NodeJS.ProcessEnv): ChildProcess & Said {
  const child = spawn(process.execPath, [MAIN, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] }) as ChildProcess & Said;
  child.said = { out: '', err: '' };
  child.stdout!.setEncoding('utf8').on('data', (text: string) => (child.said.out += text));
  child.stderr!.setEncoding('utf8').on('data', (text: string) => (child.said.err += text));
  return child;
}

/** Runs the product to its end. */
export async function startToEnd(args: readonly string[], env: NodeJS.ProcessEnv): Promise<Ended> {
  const child = begin(args, env);
  const [code] = await once(child, 'close');
  return { code, ...child.said };
}

interface Said {
  said: { out: string; err: string };
}

/** The product as a person starts it, seen from outside: its one address, its processes, its stand-ins. */
export class RunningProduct {
  readonly product: Product;
  readonly sandbox: Sandbox;
  /** Of a script that may do everything. */
  readonly token: string;

  private constructor(
    readonly url: string,
    private readonly child: ChildProcess & Said,
    private readonly data: string,
  ) {
    this.token = readFileSync(join(data, 'api-token'), 'utf8').trim();
    this.product = new Product(url, this.token);
    this.sandbox = new Sandbox(url);
  }

  /** Resolves when every app is ready. Throws with what it said when it ended instead. */
  static async start(data: string, env: NodeJS.ProcessEnv, args: readonly string[] = ['--no-demo']): Promise<RunningProduct> {
    const child = begin(['--data', data, '--port', '0', ...args], env);
    const url = await eventually(() => {
      const found = /^Takings runs\. Everything is behind (\S+)$/m.exec(child.said.out)?.[1];
      if (!found && child.exitCode === null) throw new Error(`it is not up: ${child.said.out}${child.said.err}`);
      return found;
    }, STARTS_WITHIN_MS);
    if (!url) throw new Error(`It did not start: ${child.said.out}${child.said.err}`);
    return new RunningProduct(url, child, data);
  }

  /** What a script sends along. */
  get headers() {
    return { authorization: `Bearer ${this.token}` };
  }

  /** Resolves when every app may be given work. */
  async ready(): Promise<void> {
    await eventually(async () => {
      const answer = await fetch(`${this.url}/ready`);
      if (!answer.ok) throw new Error(await answer.text());
    }, STARTS_WITHIN_MS);
  }

  get said(): string {
    return this.child.said.out + this.child.said.err;
  }

  /** Its processes by their names, as the product itself has noted them. */
  get processes(): ReadonlyMap<string, ProcessIdentity> {
    const noted: (ProcessIdentity & { name: string })[] = JSON.parse(readFileSync(join(this.data, 'processes.json'), 'utf8'));
    return new Map(noted.filter(isAlive).map(({ name, ...identity }) => [name, identity]));
  }

  /** With -9. False when it is not running just now. */
  kill(name: string): boolean {
    const identity = this.processes.get(name);
    return identity !== undefined && shoot(identity.pid);
  }

  /** With -9, the supervisor first, so that it brings nothing back. Resolves when all are gone. */
  async killEverything() {
    const all = [...this.processes.values()];
    shoot(this.child.pid!);
    for (const { pid } of all) shoot(pid);
    await eventually(() => {
      if (all.some(isAlive)) throw new Error('some process outlived kill -9');
    });
  }

  /** As Ctrl-C does. */
  async stop(): Promise<Ended> {
    const closed = this.child.exitCode === null && this.child.signalCode === null ? once(this.child, 'close') : undefined;
    this.child.kill('SIGINT');
    await closed;
    return { code: this.child.exitCode, ...this.child.said };
  }
}

function shoot(pid: number): boolean {
  try {
    return process.kill(pid, 'SIGKILL');
  } catch {
    return false;
  }
}
