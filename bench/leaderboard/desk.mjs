import { Agent, request } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { io } from 'socket.io-client';
import { sale, amountMinor } from './load.mjs';

const IN_FLIGHT = 100;
const NOTHING_CAME_MS = 60_000;

/** Posts sales as a sales desk does and sees them as a screen does; the same for ours and for the floor. */
export class Desk {
  static next = 0;

  /** `headers` say who asks. */
  constructor({ apiPort, screenPort, headers }) {
    this.apiPort = apiPort;
    this.headers = headers;
    this.agent = new Agent({ keepAlive: true, maxSockets: IN_FLIGHT });
    this.waiting = new Map();
    this.seq = 0;
    this.socket = io(`http://127.0.0.1:${screenPort}/consultant-ranking`, {
      transports: ['websocket'],
      extraHeaders: headers,
      // Who was cut off, since it read too slowly while it posted, says what it saw last and gets the rest or a snapshot.
      auth: (tell) => tell({ board: 'floor', currency: 'GBP', ...(this.seq > 0 && { lastSeq: this.seq }) }),
    });
    this.socket.on('snapshot', ({ seq }) => this.reach(seq));
    this.socket.on('change', ({ seq, amount }) => {
      this.reach(seq);
      this.waiting.get(amount.minor)?.();
    });
  }

  reach(seq) {
    this.seq = seq;
    this.reached?.();
  }

  async open() {
    await new Promise((resolve) => this.socket.once('snapshot', resolve));
    await this.rate(500); // warm
    return this;
  }

  /** Milliseconds from each sale's posting to its change on the screen, at so many a second; the answers' times beside. */
  async latencies(count, perSecond) {
    const seen = [];
    const answered = [];
    const all = [];
    const start = performance.now();
    for (let i = 0; i < count; i++) {
      const at = performance.now();
      all.push(
        this.sell().then(([shown, answer]) => {
          seen.push(shown - at);
          answered.push(answer - at);
        }),
      );
      await wait(Math.max(0, start + ((i + 1) * 1000) / perSecond - performance.now()));
    }
    await Promise.all(all);
    return { seen, answered };
  }

  /** Sales a second, from the first posting until the screen stands at the last, with so many in flight. */
  async rate(count) {
    const start = performance.now();
    const last = this.seq + count;
    const shown = new Promise((resolve, reject) => {
      const late = setTimeout(() => reject(new Error(`the screen stands at ${this.seq}, not at ${last}`)), NOTHING_CAME_MS);
      this.reached = () => {
        late.refresh();
        if (this.seq < last) return;
        clearTimeout(late);
        resolve();
      };
    });
    let left = count;
    const seller = async () => {
      while (left-- > 0) await this.answerTo(JSON.stringify(sale(Desk.next++)));
    };
    await Promise.all([shown, ...Array.from({ length: IN_FLIGHT }, seller)]);
    return (count * 1000) / (performance.now() - start);
  }

  async sell() {
    const { answered, seen } = this.post();
    return Promise.all([seen, answered]);
  }

  post() {
    const n = Desk.next++;
    const amount = amountMinor(n);
    const seen = new Promise((resolve, reject) => {
      const late = setTimeout(() => reject(new Error(`the sale of ${amount} was not shown`)), NOTHING_CAME_MS);
      this.waiting.set(amount, () => {
        clearTimeout(late);
        this.waiting.delete(amount);
        resolve(performance.now());
      });
    });
    return { seen, answered: this.answerTo(JSON.stringify(sale(n))) };
  }

  answerTo(body) {
    return new Promise((resolve, reject) => {
      const headers = { ...this.headers, 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
      const posting = request(
        { port: this.apiPort, host: '127.0.0.1', path: '/api/sales', method: 'POST', agent: this.agent, headers },
        (response) => {
          response.resume().once('end', () => {
            if (response.statusCode === 201) resolve(performance.now());
            else reject(new Error(`a sale was answered ${response.statusCode}`));
          });
        },
      );
      posting.once('error', reject).end(body);
    });
  }

  close() {
    this.socket.disconnect();
    this.agent.destroy();
  }
}
