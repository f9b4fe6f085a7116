import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** One contender in a process of its own. It is asked by messages and answers each with one. */
export class Contender {
  static async start(name, env = {}) {
    const self = new Contender();
    const file = fileURLToPath(new URL(`./contenders/${name}.mjs`, import.meta.url));
    self.process = fork(file, { env: { ...process.env, ...env }, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
    await self.answer();
    return self;
  }

  /** `throughput`: resolves to items per second. `light`: to the latencies in ms. `flight`: to items per second. */
  async ask(question) {
    this.process.send(question);
    return this.answer();
  }

  async stop() {
    const ended = once(this.process, 'exit');
    this.process.send({ ask: 'stop' });
    await ended;
  }

  async answer() {
    const [message] = await Promise.race([
      once(this.process, 'message'),
      once(this.process, 'exit').then(([code]) => {
        throw new Error(`a contender ended with ${code}`);
      }),
    ]);
    return message.answer;
  }
}
