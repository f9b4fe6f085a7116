import { StageTransport, startStageApp } from '@takings/messaging';
import { loadConfig } from '@takings/runtime';
import { eventually, FactTap, freshDatabase, testBroker } from '@takings/testing';
import { DataSource } from 'typeorm';
import { AppModule } from '../app.module';
import { settings } from '../config';
import { attachHttp } from '../http';

export interface Answer<Body = any> {
  readonly status: number;
  readonly body: Body;
}

/** The app as `main.ts` starts it, for tests that speak HTTP to it. */
export class RunningBackOffice {
  private constructor(
    private readonly app: Awaited<ReturnType<typeof startStageApp>>,
    readonly url: string,
    /** Hears what it says. */
    readonly tap: FactTap,
    private readonly closeServers: () => Promise<void>,
  ) {}

  /** On a database and a broker of its own, which end with it. */
  static async start(): Promise<RunningBackOffice> {
    const [database, broker] = await Promise.all([freshDatabase(), testBroker()]);
    const tap = await FactTap.on(broker.url);
    const env = { DATABASE_URL: database.url, AMQP_URL: broker.url, LOG_LEVEL: 'silent', RETRY_DELAYS_MS: '100,200' };
    const config = loadConfig(settings, env);
    const app = await startStageApp(AppModule.with(config), config, attachHttp);
    const closeServers = async () => {
      await tap.close();
      await broker.close();
      await database.drop();
    };
    const office = new RunningBackOffice(app, (await app.getUrl()).replace('[::1]', '127.0.0.1'), tap, closeServers);
    // It answers people without the broker; a test's facts would find no queue before its stages are there.
    const { intakes } = app.get(StageTransport, { strict: false });
    await eventually(() => expect(intakes.filter(({ attached }) => !attached).map(({ stage }) => stage.name)).toEqual([]));
    return office;
  }

  get db(): DataSource {
    return this.app.get(DataSource, { strict: false });
  }

  get<Body = any>(path: string): Promise<Answer<Body>> {
    return this.send<Body>(path, { method: 'GET' });
  }

  post<Body = any>(path: string, body: unknown = {}, headers: Record<string, string> = {}): Promise<Answer<Body>> {
    return this.sendJson<Body>('POST', path, body, headers);
  }

  patch<Body = any>(path: string, body: unknown = {}, headers: Record<string, string> = {}): Promise<Answer<Body>> {
    return this.sendJson<Body>('PATCH', path, body, headers);
  }

  import<Body = any>(csv: RequestInit['body'], headers: Record<string, string> = {}, what = 'charges'): Promise<Answer<Body>> {
    const init = { method: 'POST', body: csv, headers: { 'content-type': 'text/csv', ...headers }, duplex: 'half' as const };
    return this.send<Body>(`/api/${what}/import`, init);
  }

  async close() {
    await this.app.close();
    await this.closeServers();
  }

  private sendJson<Body>(method: string, path: string, body: unknown, headers: Record<string, string>): Promise<Answer<Body>> {
    return this.send<Body>(path, { method, body: JSON.stringify(body), headers: { 'content-type': 'application/json', ...headers } });
  }

  private async send<Body>(path: string, init: RequestInit): Promise<Answer<Body>> {
    const response = await fetch(`${this.url}${path}`, init);
    return { status: response.status, body: (await response.json()) as Body };
  }
}
