import { Agent, request } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { command, firstAnswer, idOf } from './load.mjs';

const IN_FLIGHT = 64;

/** Agents at work on many open sales at once, over HTTP; the same for every contender. What is not answered 2xx ends the bench. */
export class Agents {
  /** Of each flow the version that was answered last, and how many commands it has had. */
  versions = [];
  commands = [];
  #busy = new Set();
  #connections = new Agent({ keepAlive: true, maxSockets: IN_FLIGHT });
  /** Seeded, so that every contender's flows are picked alike. */
  #random = 20_260_101;

  constructor(flows) {
    if (flows < 2 * IN_FLIGHT)
      throw new Error(`OPEN_FLOWS is ${flows}; expected at least ${2 * IN_FLIGHT}, as no flow has two commands under way`);
    this.flows = flows;
  }

  /** The contender may have been started anew; its flows are those it had. */
  at({ port, headers = {} }) {
    this.port = port;
    this.headers = headers;
    return this;
  }

  /** Starts every flow and answers its first step. */
  async open() {
    await this.#each(async (n) => {
      await this.#ask('POST', '', { command_id: flowId(n), channel: 'offline', ...this.startWith });
      this.versions[n] = (await this.#ask('POST', `/${flowId(n)}/commands`, firstAnswer(n))).version;
      this.commands[n] = 0;
    });
  }

  /** Commands a second for so long. */
  async rate(seconds) {
    const start = performance.now();
    const end = start + seconds * 1000;
    let answered = 0;
    const agent = async () => {
      while (performance.now() < end) {
        await this.#work();
        answered++;
      }
    };
    await Promise.all(Array.from({ length: IN_FLIGHT }, agent));
    return (answered * 1000) / (performance.now() - start);
  }

  /** Milliseconds that commands and queries take, so many of each a second. */
  async latencies(perSecond, seconds) {
    const took = { command: [], query: [] };
    const all = [];
    const start = performance.now();
    for (let i = 0; i < perSecond * seconds; i++) {
      all.push(
        timed(took.command, () => this.#work()),
        timed(took.query, () => this.view(this.#pick())),
      );
      await wait(Math.max(0, start + ((i + 1) * 1000) / perSecond - performance.now()));
    }
    await Promise.all(all);
    return took;
  }

  view(n) {
    return this.#ask('GET', `/${flowId(n)}`);
  }

  /** What a flow had last, once more. */
  repeat(n) {
    const k = this.commands[n] - 1;
    return this.#ask('POST', `/${flowId(n)}/commands`, command(n, k, this.versions[n] - 1));
  }

  /** The next command to a flow that has none under way. */
  async #work() {
    let n = this.#pick();
    while (this.#busy.has(n)) n = this.#pick();
    this.#busy.add(n);
    const { version } = await this.#ask('POST', `/${flowId(n)}/commands`, command(n, this.commands[n], this.versions[n]));
    this.versions[n] = version;
    this.commands[n]++;
    this.#busy.delete(n);
  }

  #pick() {
    this.#random = (Math.imul(this.#random, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((this.#random / 2 ** 32) * this.flows);
  }

  async #each(work) {
    let next = 0;
    const agent = async () => {
      while (next < this.flows) await work(next++);
    };
    await Promise.all(Array.from({ length: IN_FLIGHT }, agent));
  }

  /** A kept connection may be closed by the other side in the moment it is used again; every command has an id, so that it is sent again. */
  async #ask(method, path, body) {
    try {
      return await this.#send(method, path, body);
    } catch (error) {
      if (error.code !== 'ECONNRESET') throw error;
      return this.#send(method, path, body);
    }
  }

  #send(method, path, body) {
    const text = body && JSON.stringify(body);
    const headers = { ...this.headers, ...(text && { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }) };
    const where = { host: '127.0.0.1', port: this.port, path: `/api/sale-flows${path}` };
    return new Promise((resolve, reject) => {
      const asking = request({ ...where, method, headers, agent: this.#connections }, (response) => {
        const parts = [];
        response.on('data', (part) => parts.push(part));
        response.once('error', reject);
        response.once('end', () => {
          const answer = Buffer.concat(parts).toString();
          if (response.statusCode >= 200 && response.statusCode < 300) resolve(JSON.parse(answer));
          else reject(new Error(`${method} ${path} ${text ?? ''} was answered ${response.statusCode}: ${answer}`));
        });
      });
      asking.once('error', reject);
      asking.end(text);
    });
  }
}

export const flowId = (n) => idOf('flow', n);

async function timed(into, work) {
  const start = performance.now();
  await work();
  into.push(performance.now() - start);
}
