import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { eventually } from '@takings/testing';
import { createClient } from 'redis';

/** A Redis of its own that a test may kill and start again; it keeps nothing over that. */
export class RedisServer {
  static readonly isInstalled = spawnSync('redis-server', ['--version']).status === 0;
  private process?: ChildProcess;

  private constructor(private readonly port: number) {}

  static async start(): Promise<RedisServer> {
    const server = new RedisServer(await freePort());
    await server.startAgain();
    return server;
  }

  get url() {
    return `redis://127.0.0.1:${this.port}`;
  }

  /** On the same port, and empty. Resolves when it answers. */
  async startAgain() {
    const options = ['--port', String(this.port), '--bind', '127.0.0.1', '--save', '', '--dir', tmpdir()];
    this.process = spawn('redis-server', options, { stdio: 'ignore' });
    await eventually(() => this.answers());
  }

  /** At once, as a power cut would. */
  async kill() {
    const { process } = this;
    if (!process || process.exitCode !== null || process.signalCode !== null) return;
    process.kill('SIGKILL');
    await once(process, 'exit');
  }

  private async answers() {
    const client = createClient({ url: this.url, socket: { reconnectStrategy: false } }).on('error', () => undefined);
    await client.connect();
    client.destroy();
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
