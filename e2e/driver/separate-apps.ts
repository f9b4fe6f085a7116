import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, readFileSync } from 'node:fs';
import { createServer, request, type Server } from 'node:http';
import { join } from 'node:path';
import { eventually, freshDatabase, SESSION_SECRET, testBroker } from '@takings/testing';
import { entryOf, environmentOf, freePort, Product, SANDBOX, type Secrets, type Servers } from '@takings/tools';
import { Sandbox } from './sandbox';
import { folder, remove } from './running-product';
import { WAITS } from './servers';

const STARTS_WITHIN_MS = 60_000;
const SECRETS: Secrets = {
  databasePassword: '',
  brokerPassword: '',
  xeroClientSecret: 'a secret',
  secureTradingPassword: 'another',
  lookUpKey: 'a third',
  sessionSecret: SESSION_SECRET,
};

interface App {
  readonly name: string;
  readonly port: number;
  readonly child: ChildProcess;
}

/** Apps as processes of their own on a fresh database and broker, started one by one, in any order and number, as a deployment does. */
export class SeparateApps {
  readonly sandbox: Sandbox;
  private readonly apps: App[] = [];

  private constructor(
    private readonly door: Server,
    private readonly servers: Servers,
    private readonly logs: string,
    private readonly closing: readonly (() => Promise<void>)[],
  ) {
    this.sandbox = new Sandbox(this.url);
    door.on('request', (incoming, outgoing) => {
      const name = incoming.url!.startsWith('/sandbox') ? SANDBOX : 'back-office';
      const { port } = this.apps.find((app) => app.name === name)!;
      const { method, headers, url: path } = incoming;
      incoming.pipe(
        request({ port, method, headers, path }, (answer) => answer.pipe(outgoing.writeHead(answer.statusCode!, answer.headers))),
      );
    });
  }

  private get url(): string {
    return `http://127.0.0.1:${(this.door.address() as { port: number }).port}`;
  }

  /** Once the back office is ready, which writes the API token. */
  get product(): Product {
    return new Product(this.url, readFileSync(this.servers.apiTokenFile, 'utf8').trim());
  }

  static async open(): Promise<SeparateApps> {
    const [database, broker, sandboxPort, smtpPort] = [await freshDatabase(), await testBroker(), await freePort(), await freePort()];
    const door = createServer().listen(0, '127.0.0.1');
    await once(door, 'listening');
    const own = folder();
    const servers = { databaseUrl: database.url, amqpUrl: broker.url, sandboxPort, smtpPort, apiTokenFile: join(own, 'api-token') };
    return new SeparateApps(door, servers, own, [() => broker.close(), () => database.drop()]);
  }

  /** Starts one more process of the app. Resolves when it is ready. */
  async start(name: string): Promise<void> {
    const surroundings = {
      realProviders: { xero: false, secureTrading: false, smtp: false, companiesHouse: false, creditBureau: false, postcodes: false },
      cwd: '/',
      env: { PATH: process.env.PATH, ...WAITS },
    };
    const env = environmentOf(name, this.servers, SECRETS, surroundings);
    const child = spawn(process.execPath, [entryOf(name)], { env, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
    const log = createWriteStream(join(this.logs, `${name}-${this.apps.length}.log`));
    child.stdout!.pipe(log, { end: false });
    child.stderr!.pipe(log, { end: false });
    const listening = once(child, 'message').then(([message]) => (message as { listening: number }).listening);
    const ended = once(child, 'exit').then(([code]) =>
      Promise.reject(new Error(`${name} ended with code ${code}; its log is in ${this.logs}`)),
    );
    ended.catch(() => undefined);
    const port = await Promise.race([listening, ended]);
    this.apps.push({ name, port, child });
    await eventually(async () => {
      const answer = await fetch(`http://127.0.0.1:${port}/ready`);
      if (!answer.ok) throw new Error(`${name} is not ready: ${await answer.text()}`);
    }, STARTS_WITHIN_MS);
  }

  async close(): Promise<void> {
    await Promise.all(this.apps.filter(({ name }) => name !== SANDBOX).map(end));
    await Promise.all(this.apps.filter(({ name }) => name === SANDBOX).map(end));
    this.door.closeAllConnections();
    this.door.close();
    for (const close of this.closing) await close();
    remove(this.logs);
  }
}

async function end({ child }: App): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  await gone;
}
