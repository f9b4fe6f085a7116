import type { Surroundings } from '../config';
import { Front } from '../front/front';
import { readiness } from '../front/readiness';
import { freePort } from '../ports';
import { expectDatabase } from '../postgres/expect-database';
import { localPostgres } from '../postgres/local-postgres';
import { type Program, Supervised } from '../supervision/supervised';
import { APPS, entryOf, SANDBOX } from './apps';
import { localBroker } from './broker';
import type { DataFolder } from './data-folder';
import { environmentOf, type Servers } from './environment';
import { endLeftOvers, noteProcesses } from './left-overs';
import { localSecrets, type Secrets } from './secrets';
import { untilReady } from './until-ready';

export interface LocalStartOptions {
  readonly port: number;
  readonly data: DataFolder;
  readonly surroundings: Surroundings;
  readonly says: (line: string) => void;
}

const ALL = [SANDBOX, ...APPS];
/** An API token for admin; the data folder and the file are their owner's alone. */
export const API_TOKEN = 'api-token';

/** Everything on this machine: PostgreSQL, the broker, the sandbox and every app, each a supervised process of its own, behind one port. */
export class LocalStart {
  private readonly secrets: Secrets;
  private readonly servers: Supervised[] = [];
  private readonly apps: Supervised[] = [];
  private front?: Front;
  private starting: Promise<void> = Promise.resolve();
  private stopping = false;

  constructor(private readonly options: LocalStartOptions) {
    this.secrets = localSecrets(options.data);
  }

  get url(): string {
    if (!this.front) throw new Error('The front is not open yet');
    return this.front.url;
  }

  /** For what calls the API from this machine. The back office has written it by the time that it is ready. */
  get apiToken(): string {
    return this.options.data.read(API_TOKEN)?.trim() ?? '';
  }

  /** Resolves when every process serves. The front is open from the beginning, so that a person sees what is missing. */
  start(): Promise<void> {
    this.starting = this.startAll();
    return this.starting;
  }

  private async startAll(): Promise<void> {
    const { data, port, says, surroundings } = this.options;
    this.front = await Front.open({ port, apps: () => this.apps, expected: ALL, logs: data.folder('logs') });
    await endLeftOvers(data, says);
    if (surroundings.databaseUrl) await expectDatabase(surroundings.databaseUrl);
    const servers = await this.startServers();
    await Promise.all(ALL.map((name) => this.begin(this.apps, this.appProgram(name, servers))));
  }

  /** Resolves when every app says that it may be given work. Throws `CannotStart` with what is not ready. */
  untilReady(signal: AbortSignal): Promise<void> {
    return untilReady(() => readiness(ALL, this.apps), signal);
  }

  /** Apps first, so that they can put away what they hold; then the broker and the database. Bounded in time by what each is allowed. */
  async stop(): Promise<void> {
    this.stopping = true;
    const sandbox = this.apps.find(({ name }) => name === SANDBOX);
    const apps = this.apps.filter((app) => app !== sandbox);
    await Promise.all(apps.map((app) => app.stop()));
    await sandbox?.stop();
    for (const server of [...this.servers].reverse()) await server.stop();
    await this.starting.catch(() => undefined);
    await this.front?.close();
  }

  /** Does not wait. What is committed stays committed. */
  kill() {
    for (const process of [...this.apps, ...this.servers]) process.kill();
  }

  private async startServers(): Promise<Servers> {
    const { data, surroundings } = this.options;
    const [databasePort, amqpPort, sandboxPort, smtpPort] = [await freePort(), await freePort(), await freePort(), await freePort()];
    const starting: Promise<void>[] = [];
    const started = ({ program, url }: { program: Program; url: string }) => {
      starting.push(this.begin(this.servers, program));
      return url;
    };
    const databaseUrl =
      surroundings.databaseUrl ??
      started(
        await localPostgres({
          folder: data.folder('postgres'),
          port: databasePort,
          password: this.secrets.databasePassword,
          logFile: data.logFile('postgres'),
        }),
      );
    const amqpUrl =
      surroundings.amqpUrl ??
      started(
        localBroker({
          folder: data.folder('broker'),
          port: amqpPort,
          password: this.secrets.brokerPassword,
          logFile: data.logFile('broker'),
          env: surroundings.env,
        }),
      );
    await Promise.all(starting);
    return { databaseUrl, amqpUrl, sandboxPort, smtpPort, apiTokenFile: data.file(API_TOKEN) };
  }

  private appProgram(name: string, servers: Servers): Program {
    const { data, surroundings } = this.options;
    return {
      name,
      command: process.execPath,
      args: ['--enable-source-maps', entryOf(name)],
      env: environmentOf(name, servers, this.secrets, surroundings),
      logFile: data.logFile(name),
      speaks: true,
      endBy: [
        ['SIGTERM', 15_000],
        ['SIGKILL', 2_000],
      ],
      endAtOnceBy: 'SIGKILL',
    };
  }

  /** Starts nothing any more once a stop was asked for. */
  private async begin(group: Supervised[], program: Program): Promise<void> {
    if (this.stopping) return;
    const { data, says } = this.options;
    const supervised = new Supervised(program, { says, changed: () => noteProcesses(data, [...this.servers, ...this.apps]) });
    group.push(supervised);
    await supervised.start();
  }
}
