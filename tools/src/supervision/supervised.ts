import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, fstatSync, openSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { CannotStart } from '../cannot-start';
import { backoffMs } from './backoff';
import { endProcess } from './end-process';
import { lastWords } from './log-file';
import { identify, type ProcessIdentity } from './process-identity';

export interface Program {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  readonly logFile: string;
  /** Whether it is a Node process of ours, which says `{ listening: port }` by its message channel; any other is asked by `serves`. */
  readonly speaks: boolean;
  /** Throws until the program serves. */
  readonly serves?: () => Promise<void>;
  /** Before each start: clears away what the last one left. */
  readonly prepare?: () => Promise<void>;
  /** Open files handed to it, from descriptor 3 on. */
  readonly files?: readonly number[];
  readonly runAs?: { readonly uid: number; readonly gid: number };
  /** The signals that end it, each with its time in milliseconds; the last is SIGKILL. */
  readonly endBy: readonly (readonly [NodeJS.Signals, number])[];
  /** What ends it at once without harm to its data. */
  readonly endAtOnceBy: NodeJS.Signals;
}

export interface Observer {
  /** It was started or has ended. */
  changed(): void;
  /** Something a person should read. */
  says(line: string): void;
}

/** Ends in a row, before it has ever served, after which the start is given up. */
const FAILED_STARTS = 3;
/** A process that lived this long has not failed to start: its end is counted anew. */
const STEADY_MS = 30_000;
/** How long a program has until it serves, and how often one that does not speak is asked whether it does. */
const SERVES_WITHIN_MS = 60_000;
const ASK_EVERY_MS = 25;

/** One program, started again with back-off whenever it ends, until `stop`. Its output goes straight to its log file. */
export class Supervised {
  /** Where it listens; undefined while it does not. */
  port?: number;
  identity?: ProcessIdentity;
  restarts = 0;
  private child?: ChildProcess;
  private serving = false;
  private stopped = new AbortController();
  private running: Promise<void> = Promise.resolve();

  constructor(
    readonly program: Program,
    private readonly observer: Observer,
  ) {}

  get name() {
    return this.program.name;
  }

  /**
   * Resolves when it serves, or has been stopped. Throws `CannotStart` with its last words when it ended again and again before it
   * ever served.
   */
  start(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.running = this.keepRunning(resolve).then(resolve, reject);
    });
  }

  /** Ends it in an orderly way, within the time its program allows. */
  async stop(): Promise<void> {
    this.stopped.abort();
    if (this.identity) await endProcess(this.identity, this.program.endBy);
    await this.running;
  }

  /** Ends it without waiting. */
  kill() {
    this.stopped.abort();
    this.child?.kill(this.program.endAtOnceBy);
  }

  private async keepRunning(served: () => void): Promise<void> {
    let ends = 0;
    while (!this.stopped.signal.aborted) {
      const startedAt = Date.now();
      const end = await this.runOnce(served);
      if (this.stopped.signal.aborted) return;
      ends = Date.now() - startedAt > STEADY_MS ? 1 : ends + 1;
      if (!this.serving && ends >= FAILED_STARTS)
        throw new CannotStart(`${this.name} cannot start (${end.how}).\n${indent(end.words)}\nMore in ${this.program.logFile}`);
      const pauseMs = backoffMs(ends);
      if (this.serving) this.observer.says(`${this.name} ended (${end.how}); it is started again in ${pauseMs / 1000} s`);
      this.restarts++;
      await wait(pauseMs, undefined, { signal: this.stopped.signal }).catch(() => undefined);
    }
  }

  private async runOnce(served: () => void): Promise<{ how: string; words: string }> {
    const { prepare, logFile } = this.program;
    const log = openSync(logFile, 'a', 0o600);
    const logStart = fstatSync(log).size;
    try {
      await prepare?.();
      if (this.stopped.signal.aborted) return { how: 'stopped', words: '' };
      const how = await this.untilItEnds(log, () => {
        this.serving = true;
        served();
      });
      return { how, words: lastWords(logFile, logStart) };
    } catch (error) {
      return { how: (error as Error).message, words: lastWords(logFile, logStart) };
    } finally {
      closeSync(log);
    }
  }

  private untilItEnds(log: number, served: () => void): Promise<string> {
    const { command, args, env, speaks, serves, files = [], runAs } = this.program;
    const child = spawn(command, args, {
      env,
      stdio: ['ignore', log, log, ...files, ...(speaks ? (['ipc'] as const) : [])],
      // A process group of its own: Ctrl-C in the terminal reaches us alone, and we end them in the right order.
      detached: true,
      cwd: '/',
      ...runAs,
    });
    this.child = child;
    this.identity = child.pid === undefined ? undefined : identify(child.pid);
    this.observer.changed();
    const untilItServes = new Deadline(child, this.program.endAtOnceBy);
    const serving = () => {
      untilItServes.met();
      served();
    };
    child.on('message', (message: { listening?: number }) => {
      if (typeof message?.listening !== 'number') return;
      this.port = message.listening;
      serving();
    });
    if (serves) void this.askUntilItServes(child, serves, untilItServes).then((yes) => yes && serving());
    return new Promise((resolve) => {
      const ended = (how: string) => {
        untilItServes.met();
        this.child = this.port = this.identity = undefined;
        this.observer.changed();
        resolve(untilItServes.missed ?? how);
      };
      child.once('error', (error) => child.pid === undefined && ended(error.message));
      child.once('exit', (code, signal) => ended(signal ? `by ${signal}` : `with code ${code}`));
    });
  }

  private async askUntilItServes(child: ChildProcess, serves: () => Promise<void>, deadline: Deadline): Promise<boolean> {
    while (this.child === child) {
      try {
        await serves();
        return true;
      } catch (error) {
        deadline.because = (error as Error).message;
        await wait(ASK_EVERY_MS);
      }
    }
    return false;
  }
}

/** Ends a program that does not come to serve in time, and remembers why. */
class Deadline {
  because = '';
  missed?: string;
  private readonly timer: NodeJS.Timeout;

  constructor(child: ChildProcess, signal: NodeJS.Signals) {
    this.timer = setTimeout(() => {
      this.missed = `it did not serve within ${SERVES_WITHIN_MS / 1000} s${this.because && `: ${this.because}`}`;
      child.kill(signal);
    }, SERVES_WITHIN_MS);
  }

  met() {
    clearTimeout(this.timer);
  }
}

const indent = (text: string) =>
  text
    .split('\n')
    .map((line) => `  ${line}`)
    .join('\n');
