import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** What is loaded has decorators. */
const TS_NODE_PROJECT = join(__dirname, '../../../../tsconfig.base.json');

export interface CrowdState {
  readonly connected: number;
  /** Of the numbers that its clients saw last; null while one has seen none. */
  readonly lowest: number | null;
  readonly highest: number | null;
  readonly mostSnapshots: number;
  readonly faults: readonly string[];
}

/** Many clients in a process of their own, so that they do not take the server's turns. */
export class Crowd {
  private constructor(private readonly process: ChildProcess) {}

  static async of(many: number, url: string): Promise<Crowd> {
    const entry = join(__dirname, 'crowd-process.ts');
    const crowd = new Crowd(
      fork(entry, { execArgv: ['--conditions=@takings/source', '-r', '@swc-node/register'], env: { TS_NODE_PROJECT } }),
    );
    await crowd.ask({ come: { many, url } });
    return crowd;
  }

  state(): Promise<CrowdState> {
    return this.ask({});
  }

  async loseTheirLines() {
    await this.ask({ loseTheirLines: true });
  }

  goesHome() {
    this.process.kill();
  }

  private async ask(question: object): Promise<CrowdState> {
    const answer = once(this.process, 'message') as Promise<[CrowdState]>;
    this.process.send(question);
    return (await answer)[0];
  }
}
