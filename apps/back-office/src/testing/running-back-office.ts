import { flow, type Given } from '@takings/contracts';
import { StageTransport, startStageApp } from '@takings/messaging';
import type { Role } from '@takings/runtime/http';
import { ATTACHED_WITHIN_MS, eventually, FactTap, freshDatabase, testBroker } from '@takings/testing';
import { DataSource } from 'typeorm';
import { AppModule } from '../app.module';
import { attachHttp } from '../http';
import { ApiTokens } from '../sign-in/api-tokens';
import { testConfig } from './test-config';
import { type SignedIn, signedIn } from './test-people';

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
    /** Of a script that may do everything; what asks without saying who goes by it. */
    readonly operator: { readonly authorization: string },
  ) {}

  /** On a database and a broker of its own, which end with it. */
  static async start(env: Record<string, string> = {}): Promise<RunningBackOffice> {
    const [database, broker] = await Promise.all([freshDatabase(), testBroker()]);
    const tap = await FactTap.on(broker.url);
    const config = testConfig({ DATABASE_URL: database.url, AMQP_URL: broker.url, ...env });
    const app = await startStageApp(AppModule.with(config), config, (app) => attachHttp(app, config));
    const closeServers = async () => {
      await tap.close();
      await broker.close();
      await database.drop();
    };
    const { token } = await app.get(ApiTokens, { strict: false }).make('local operator', 'admin', 'the test');
    const url = (await app.getUrl()).replace('[::1]', '127.0.0.1');
    const office = new RunningBackOffice(app, url, tap, closeServers, { authorization: `Bearer ${token}` });
    // It answers people without the broker; a test's facts would find no queue before its stages are there.
    const { intakes } = app.get(StageTransport, { strict: false });
    await eventually(
      () => expect(intakes.filter(({ attached }) => !attached).map(({ stage }) => stage.name)).toEqual([]),
      ATTACHED_WITHIN_MS,
    );
    return office;
  }

  get db(): DataSource {
    return this.app.get(DataSource, { strict: false });
  }

  /** Empties tables, the audit too, which the app itself never can. Again when the app's own work met it half-way. */
  async empty(tables: string): Promise<void> {
    await eventually(() =>
      this.db.transaction(async (db) => {
        await db.query('alter table audit disable trigger audit_stays');
        await db.query(`truncate ${tables}`);
        await db.query('alter table audit enable trigger audit_stays');
      }),
    );
  }

  /** Publishes one fact after the other, each once every stage of this app that takes the one before has taken it. */
  async taken(...given: readonly Given[]): Promise<void> {
    for (const fact of given) {
      const event = this.tap.eventOf(fact);
      await this.tap.publish(event);
      const takers = flow.filter(({ app, takes }) => app === 'back-office' && takes.some(({ type }) => type === event.type));
      await eventually(async () => expect(await this.db.query('select from inbox where id = $1', [event.id])).toHaveLength(takers.length));
    }
  }

  /** Somebody who has signed in; their headers go along with a call. */
  as(
    name: string,
    who: { readonly roles?: readonly Role[]; readonly team?: string; readonly consultant?: string } = {},
  ): Promise<SignedIn> {
    return signedIn(this.db, name, who);
  }

  /** A part of the app, by its class. */
  part<T>(type: abstract new (...given: never[]) => T): T {
    return this.app.get(type as never, { strict: false });
  }

  get<Body = any>(path: string, headers: Record<string, string> = {}): Promise<Answer<Body>> {
    return this.send<Body>(path, { method: 'GET', headers });
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
    const given = init.headers as Record<string, string>;
    const response = await fetch(`${this.url}${path}`, { ...init, headers: 'cookie' in given ? given : { ...this.operator, ...given } });
    return { status: response.status, body: (await response.json()) as Body };
  }
}
